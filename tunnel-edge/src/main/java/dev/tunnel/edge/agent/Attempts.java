package dev.tunnel.edge.agent;

import dev.tunnel.edge.tunnel.Network;
import io.netty.util.NetUtil;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts refused authtokens by address (of IPv6 by network, see [Network]), so that guessing is
/// slow. Control executor only.
final class Attempts {
    private static final int MOST_ADDRESSES = 10_000;
    private static final int MOST_FAILURES = 30;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<String, Failures> failures =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                    return size() > MOST_ADDRESSES;
                }
            };

    private record Failures(Instant since, int count) {}

    Attempts(InstantSource clock) {
        this.clock = clock;
    }

    /// @param address an IP address, of IPv6 with or without brackets
    void failed(String address) {
        var now = clock.instant();
        var party = party(address);
        var earlier = failures.get(party);
        failures.put(
                party,
                earlier == null || isOver(earlier, now)
                        ? new Failures(now, 1)
                        : new Failures(earlier.since, earlier.count + 1));
    }

    boolean isExhausted(String address) {
        var counted = failures.get(party(address));
        return counted != null
                && counted.count >= MOST_FAILURES
                && !isOver(counted, clock.instant());
    }

    private static String party(String address) {
        var known = NetUtil.createInetAddressFromIpAddressString(address);
        return known == null ? address : Network.of(known).toString();
    }

    private static boolean isOver(Failures counted, Instant now) {
        return counted.since.plus(WINDOW).isBefore(now);
    }
}
