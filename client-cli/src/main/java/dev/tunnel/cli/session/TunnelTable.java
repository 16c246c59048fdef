package dev.tunnel.cli.session;

import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.forward.Traffic;
import dev.tunnel.protocol.message.TunnelOpened;
import java.util.ArrayList;
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
    private final Traffic.Factory traffic;
    private long lastRef;

    /// One tunnel.
    static final class Row {
        private final TunnelDefinition definition;
        private final Traffic traffic;
        private List<String> urls = List.of();
        private @Nullable UUID id;
        private int denials;
        private final boolean late;
        private boolean served;

        Row(TunnelDefinition definition, Traffic traffic, boolean late) {
            this.late = late;
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

        /// True when the tunnel came while the agent ran: if it is refused, the others go on.
        boolean late() {
            return late;
        }

        @Nullable UUID id() {
            return id;
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
        this.traffic = traffic;
        definitions.forEach(definition ->
                rows.put(definition.name(), new Row(definition, traffic.create(), false)));
    }

    /// The rows that are not wanted as they are.
    List<Row> not(List<TunnelDefinition> wanted) {
        return rows.values().stream().filter(row -> !wanted.contains(row.definition())).toList();
    }

    /// Takes those that are not there yet.
    ///
    /// @return their rows
    List<Row> add(List<TunnelDefinition> wanted) {
        List<Row> added = new ArrayList<>();
        for (TunnelDefinition definition : wanted) {
            if (!rows.containsKey(definition.name())) {
                Row row = new Row(definition, traffic.create(), true);
                rows.put(definition.name(), row);
                added.add(row);
            }
        }
        return added;
    }

    /// True for a row that is still wanted, not open and not asked for.
    boolean isIdle(Row row) {
        return rows.get(row.definition().name()) == row
                && row.id() == null
                && !asked.containsValue(row);
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
