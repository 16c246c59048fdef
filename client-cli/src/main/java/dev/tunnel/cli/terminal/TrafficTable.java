package dev.tunnel.cli.terminal;

import dev.tunnel.cli.inspect.Bytes;
import dev.tunnel.cli.inspect.ConnectionFacts;
import dev.tunnel.cli.inspect.TrafficFacts;
import dev.tunnel.cli.inspect.TunnelFacts;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// A row of figures for each tunnel. A narrow terminal shows the columns that matter most.
final class TrafficTable {
    private static final int CELL = 8;
    private static final List<Column> COLUMNS =
            List.of(
                    new Column("open", traffic -> "" + traffic.connections().gauge()),
                    new Column("total", traffic -> "" + traffic.connections().count()),
                    new Column("p50", connections(ConnectionFacts::p50)),
                    new Column("p90", connections(ConnectionFacts::p90)),
                    new Column("p99", connections(ConnectionFacts::p99)),
                    new Column("in", traffic -> Bytes.text(traffic.bytesIn())),
                    new Column("out", traffic -> Bytes.text(traffic.bytesOut())),
                    new Column(
                            "per min",
                            traffic ->
                                    String.format(
                                            Locale.ROOT,
                                            "%.0f",
                                            traffic.connections().rate1() * 60)));

    private record Column(String title, Function<TrafficFacts, String> value) {}

    private TrafficTable() {}

    private static Function<TrafficFacts, String> connections(
            Function<ConnectionFacts, Double> seconds) {
        return traffic -> Amounts.time(seconds.apply(traffic.connections()));
    }

    static void add(List<TunnelFacts> tunnels, int labels, int width, List<Line> lines) {
        List<Column> shown =
                COLUMNS.subList(0, Math.clamp((width - labels) / CELL, 1, COLUMNS.size()));
        Line head = new Line(width).add("Connections", Style.DIM).to(labels);
        shown.forEach(column -> head.add(cell(column.title()), Style.DIM));
        lines.add(head);
        for (TunnelFacts tunnel : tunnels) {
            Line row =
                    new Line(width).add(Text.cut(tunnel.name(), labels - 1), Style.BOLD).to(labels);
            shown.forEach(column -> row.add(cell(column.value().apply(tunnel.traffic()))));
            lines.add(row);
        }
    }

    private static String cell(String text) {
        return String.format(Locale.ROOT, "%" + CELL + "s", text);
    }
}
