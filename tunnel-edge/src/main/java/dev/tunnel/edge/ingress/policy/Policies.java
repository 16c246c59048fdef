package dev.tunnel.edge.ingress.policy;

import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.TunnelOptions;
import io.netty.util.AttributeKey;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Applies each tunnel's rules, as its agent asked for them last, and counts whom they turn away.
/// Any thread.
public final class Policies {
    private static final Logger LOG = LoggerFactory.getLogger(Policies.class);
    private static final AttributeKey<Compiled> COMPILED =
            AttributeKey.valueOf(Policies.class, "compiled");

    private final int httpsPort;
    private final LongAdder[] turnedAway = new LongAdder[Reason.values().length];

    /// The rules that were made of a tunnel's options.
    private record Compiled(TunnelOptions options, Policy policy) {}

    /// @param httpsPort where visitors find https
    public Policies(int httpsPort) {
        this.httpsPort = httpsPort;
        Arrays.setAll(turnedAway, _ -> new LongAdder());
    }

    /// The phase in which only a visitor's address is known.
    public Verdict judge(Tunnel tunnel, InetAddress visitor) {
        return counted(tunnel, visitor, policy(tunnel).judge(visitor));
    }

    /// The phase of an HTTP request; the one before is part of it. Whom the tunnel's rules let
    /// through counts against its account's quota.
    public Verdict judge(Tunnel tunnel, Asked request) {
        var verdict = policy(tunnel).judge(request);
        return counted(
                tunnel,
                request.visitor(),
                verdict instanceof Verdict.Allow ? QuotaRule.judge(tunnel) : verdict);
    }

    /// How many a reason turned away so far.
    public long turnedAway(Reason reason) {
        return turnedAway[reason.ordinal()].sum();
    }

    /// Options are replaced, never changed: rules belong to the very options they were made of.
    private Policy policy(Tunnel tunnel) {
        var options = tunnel.options();
        var kept = tunnel.attr(COMPILED);
        var compiled = kept.get();
        if (compiled == null || compiled.options() != options) {
            compiled = new Compiled(options, Policy.of(options, httpsPort));
            kept.set(compiled);
        }
        return compiled.policy();
    }

    private Verdict counted(Tunnel tunnel, InetAddress visitor, Verdict verdict) {
        switch (verdict) {
            case Verdict.Allow _ -> {}
            case Verdict.Refuse refuse -> count(tunnel, visitor, refuse.reason());
            case Verdict.Redirect _ -> count(tunnel, visitor, Reason.HTTPS_ONLY);
        }
        return verdict;
    }

    private void count(Tunnel tunnel, InetAddress visitor, Reason reason) {
        turnedAway[reason.ordinal()].increment();
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{} turned {} away: {}",
                    tunnel,
                    NetUtil.toAddressString(visitor),
                    reason.code());
        }
    }
}
