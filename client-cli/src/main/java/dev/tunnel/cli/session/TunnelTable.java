package dev.tunnel.cli.session;

import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.forward.Traffic;
import dev.tunnel.protocol.message.TunnelOpened;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The tunnels that the agent is to serve, in the order they were asked for. Event loop only; what
/// it shows others are immutable [TunnelView]s.
final class TunnelTable {

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<Long, Row> asked = new HashMap<>();
    private long lastRef;

    /// One tunnel.
    static final class Row {
        private final TunnelDefinition definition;
        private final Traffic traffic;
        private List<String> urls = List.of();
        private @Nullable UUID id;
        private int denials;
        private boolean served;

        Row(TunnelDefinition definition, Traffic traffic) {
            this.definition = definition;
            this.traffic = traffic;
        }

        TunnelDefinition definition() {
            return definition;
        }

        Traffic traffic() {
            return traffic;
        }

        /// True when the tunnel has been open at some time.
        boolean served() {
            return served;
        }

        /// How often in a row the edge could not say yes or no.
        int denials() {
            return denials;
        }

        TunnelView view() {
            return new TunnelView(definition.name(), definition, id != null, urls, traffic);
        }
    }

    TunnelTable(List<TunnelDefinition> definitions, Traffic.Factory traffic) {
        definitions.forEach(
                definition -> rows.put(definition.name(), new Row(definition, traffic.create())));
    }

    Collection<Row> rows() {
        return rows.values();
    }

    @Nullable Row find(String name) {
        return rows.get(name);
    }

    /// Notes that a row is asked for.
    ///
    /// @return the request's number
    long ask(Row row) {
        asked.put(++lastRef, row);
        return lastRef;
    }

    boolean isAsked(long ref) {
        return asked.containsKey(ref);
    }

    /// The row of a request that is not answered yet.
    @Nullable Row asked(long ref) {
        return asked.get(ref);
    }

    /// The row of a request that was granted.
    Row opened(TunnelOpened opened) {
        Row row = Objects.requireNonNull(asked.remove(opened.ref()));
        row.id = opened.tunnelId();
        row.urls = opened.urls();
        row.served = true;
        row.denials = 0;
        return row;
    }

    /// The row of a request that was refused.
    @Nullable Row denied(long ref) {
        Row row = asked.remove(ref);
        if (row != null) {
            row.denials++;
        }
        return row;
    }

    /// The row of an open tunnel.
    @Nullable Row open(UUID id) {
        return rows.values().stream().filter(row -> id.equals(row.id)).findFirst().orElse(null);
    }

    void drop(String name) {
        rows.remove(name);
    }

    /// The connection is gone: nothing is open until it is asked for again.
    void disconnected() {
        asked.clear();
        rows.values().forEach(row -> row.id = null);
    }

    List<TunnelView> views() {
        return rows.values().stream().map(Row::view).toList();
    }
}
