package dev.tunnel.edge.agent;

import dev.tunnel.edge.config.AgentSettings;
import dev.tunnel.edge.tunnel.Network;
import dev.tunnel.edge.tunnel.PeerAddress;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Bounds the connections that are accepted but not welcomed yet, in all and by address (of IPv6 by
/// network, see [Network]), so that nobody can fill the edge with silence. Any thread.
///
/// When all places are taken, a newcomer gets that of a silent connection: the oldest one of the
/// address that has most. So a few addresses that say nothing keep nobody out.
public final class Handshakes {
    private static final AttributeKey<Place> PLACE =
            AttributeKey.valueOf(Handshakes.class, "place");

    private final AgentSettings settings;
    private final Map<Network, Set<Place>> byNetwork = new HashMap<>();
    private int all;

    private static final class Place {
        private final Channel channel;
        private final Network network;
        private boolean asking;
        private boolean left;

        Place(Channel channel, Network network) {
            this.channel = channel;
            this.network = network;
        }
    }

    public Handshakes(AgentSettings settings) {
        this.settings = settings;
    }

    /// Counts a connection until it is welcomed or closed; one that is counted stays counted once.
    ///
    /// @return false when there are too many: close it
    public boolean enter(Channel channel) {
        if (channel.attr(PLACE).get() != null) {
            return true;
        }
        var place = new Place(channel, network(channel));
        channel.attr(PLACE).set(place);
        Optional<Place> given = Optional.empty();
        boolean room;
        synchronized (this) {
            var mine = byNetwork.computeIfAbsent(place.network, _ -> new LinkedHashSet<>());
            mine.add(place);
            all++;
            room = mine.size() <= settings.handshakesPerAddress();
            if (room && all > settings.handshakes()) {
                given = dispensable(mine.size());
                given.ifPresent(this::remove);
                room = given.isPresent();
            }
        }
        given.ifPresent(one -> one.channel.close());
        channel.closeFuture().addListener(_ -> leave(channel));
        return room;
    }

    /// The oldest silent connection of the address that has most, and more than the newcomer's.
    private Optional<Place> dispensable(int mine) {
        return byNetwork.values().stream()
                .filter(theirs -> theirs.size() > mine)
                .sorted(Comparator.<Set<Place>>comparingInt(Set::size).reversed())
                .flatMap(Set::stream)
                .filter(place -> !place.asking)
                .findFirst();
    }

    /// The connection has said who it is, and the platform is asked. Its place is taken until the
    /// answer is here, even if it does not wait for it: the work is the same.
    public void asking(Channel channel) {
        synchronized (this) {
            var place = channel.attr(PLACE).get();
            if (place != null) {
                place.asking = true;
            }
        }
    }

    /// The platform has answered.
    public void answered(Channel channel) {
        synchronized (this) {
            var place = channel.attr(PLACE).get();
            if (place != null) {
                place.asking = false;
                if (place.left) {
                    remove(place);
                }
            }
        }
    }

    /// The connection is welcomed, or gone.
    public void leave(Channel channel) {
        synchronized (this) {
            var place = channel.attr(PLACE).get();
            if (place != null) {
                place.left = true;
                if (!place.asking) {
                    remove(place);
                }
            }
        }
    }

    private void remove(Place place) {
        var theirs = byNetwork.get(place.network);
        if (theirs != null && theirs.remove(place)) {
            all--;
            if (theirs.isEmpty()) {
                byNetwork.remove(place.network);
            }
        }
    }

    /// Connections counted now.
    public synchronized int count() {
        return all;
    }

    private static Network network(Channel channel) {
        return Network.of(
                channel.remoteAddress() instanceof InetSocketAddress
                        ? PeerAddress.of(channel).getAddress()
                        : InetAddress.getLoopbackAddress());
    }
}
