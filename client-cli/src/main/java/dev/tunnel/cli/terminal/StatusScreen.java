package dev.tunnel.cli.terminal;

import dev.tunnel.cli.inspect.AgentFacts;
import dev.tunnel.cli.inspect.Bytes;
import dev.tunnel.cli.inspect.TrafficFacts;
import dev.tunnel.cli.inspect.TunnelFacts;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// The status screen as lines of text: a function of what there is to show and the terminal's size.
///
/// A URL is never cut, as people copy it: it is wrapped where the terminal is too narrow. What does
/// not fit in height is left out from the bottom, the log first.
final class StatusScreen {

    private static final int LABELS = 12;
    private static final int LEAST_LOG = 3;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final boolean color;
    private final ZoneId zone;

    StatusScreen(boolean color, ZoneId zone) {
        this.color = color;
        this.zone = zone;
    }

    /// What there is to show.
    ///
    /// @param inspectorUrl empty where there is no inspector
    record Model(AgentFacts agent, String inspectorUrl, List<LogEntry> log) {}

    List<String> render(Model model, WindowSize size) {
        int width = size.columns();
        List<Line> lines = new ArrayList<>();
        lines.add(
                new Line(width)
                        .add("tunnel", Style.BOLD)
                        .add(" " + model.agent().version(), Style.DIM)
                        .right("Ctrl-C to stop", Style.DIM));
        lines.add(new Line(width));
        header(model, width, lines);
        lines.add(new Line(width));
        model.agent().tunnels().forEach(tunnel -> tunnel(tunnel, width, lines));
        lines.add(new Line(width));
        traffic(model.agent().tunnels(), width, lines);
        List<Line> fitting = fit(lines, size.rows(), width);
        log(model.log(), size.rows() - fitting.size() - 2, width, fitting);
        return fitting.stream().map(line -> line.render(color)).toList();
    }

    private void header(Model model, int width, List<Line> lines) {
        AgentFacts agent = model.agent();
        Line session = label("Session", width).add(agent.state(), style(agent.state()));
        if (!agent.detail().isEmpty()) {
            session.add("  " + agent.detail(), Style.DIM);
        }
        lines.add(session);
        lines.add(label("Account", width).add(agent.account().isEmpty() ? "–" : agent.account()));
        lines.add(label("Server", width).add(agent.server()));
        lines.add(label("Latency", width).add(latency(agent.latencyMillis())));
        if (!model.inspectorUrl().isEmpty()) {
            lines.add(label("Inspector", width).add(model.inspectorUrl(), Style.LINK));
        }
    }

    private static void tunnel(TunnelFacts tunnel, int width, List<Line> lines) {
        String name = tunnel.name();
        if (tunnel.urls().isEmpty()) {
            lines.add(label(name, width).add("opening", Style.BUSY).add(" → " + tunnel.target()));
        }
        int room = Math.max(width - LABELS, 10);
        int longest = tunnel.urls().stream().mapToInt(String::length).max().orElse(0);
        boolean beside = longest + 3 + tunnel.target().length() <= room;
        for (String url : tunnel.urls()) {
            for (String part : Text.wrap(url, room)) {
                lines.add(label(name, width).add(part, Style.LINK));
                name = "";
            }
            if (beside) {
                lines.getLast().to(LABELS + longest).add(" → " + tunnel.target());
            }
        }
        if (!beside && !tunnel.urls().isEmpty()) {
            lines.add(label("", width).add("→ " + tunnel.target()));
        }
    }

    private static void traffic(List<TunnelFacts> tunnels, int width, List<Line> lines) {
        Line head = new Line(width).add("Connections", Style.DIM);
        for (String title : List.of("open", "total", "per min", "in", "out")) {
            head.add(cell(title), Style.DIM);
        }
        lines.add(head);
        for (TunnelFacts tunnel : tunnels) {
            TrafficFacts traffic = tunnel.traffic();
            double perMinute = traffic.connections().rate1() * 60;
            lines.add(
                    label(tunnel.name(), width)
                            .add(cell("" + traffic.connections().gauge()).substring(1))
                            .add(cell("" + traffic.connections().count()))
                            .add(cell(String.format(Locale.ROOT, "%.0f", perMinute)))
                            .add(cell(Bytes.text(traffic.bytesIn())))
                            .add(cell(Bytes.text(traffic.bytesOut()))));
        }
    }

    private static String cell(String text) {
        return String.format(Locale.ROOT, " %9s", text);
    }

    private static List<Line> fit(List<Line> lines, int rows, int width) {
        if (lines.size() <= rows) {
            return lines;
        }
        List<Line> fitting = new ArrayList<>(lines.subList(0, Math.max(rows - 1, 0)));
        int more = lines.size() - fitting.size();
        fitting.add(new Line(width).add("… %d more lines".formatted(more), Style.DIM));
        return fitting;
    }

    private void log(List<LogEntry> entries, int rows, int width, List<Line> lines) {
        if (rows < LEAST_LOG || entries.isEmpty()) {
            return;
        }
        lines.add(new Line(width));
        lines.add(new Line(width).add("Recent", Style.DIM));
        int from = Math.max(entries.size() - rows, 0);
        for (LogEntry entry : entries.subList(from, entries.size())) {
            Style style =
                    switch (entry.level()) {
                        case DEBUG -> Style.DIM;
                        case INFO -> Style.PLAIN;
                        case WARN -> Style.BUSY;
                        case ERROR -> Style.BAD;
                    };
            lines.add(
                    new Line(width)
                            .add(TIME.format(entry.at().atZone(zone)) + " ", Style.DIM)
                            .add(LogFormats.term(entry), style));
        }
    }

    /// A name too long for its column stays one space away from what follows.
    private static Line label(String text, int width) {
        return new Line(width).add(Text.cut(text, LABELS - 1), Style.BOLD).to(LABELS);
    }

    private static Style style(String state) {
        return switch (state) {
            case "online" -> Style.GOOD;
            case "stopped" -> Style.BAD;
            default -> Style.BUSY;
        };
    }

    private static String latency(OptionalDouble millis) {
        if (millis.isEmpty()) {
            return "–";
        }
        double value = millis.getAsDouble();
        return String.format(Locale.ROOT, value < 10 ? "%.1f ms" : "%.0f ms", value);
    }
}
