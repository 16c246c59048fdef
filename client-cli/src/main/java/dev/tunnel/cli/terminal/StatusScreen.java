package dev.tunnel.cli.terminal;

import dev.tunnel.cli.inspect.AgentFacts;
import dev.tunnel.cli.inspect.TunnelFacts;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// The status screen as lines of text: a function of what there is to show and the terminal's size.
///
/// A URL is never cut, as people copy it: it is wrapped where the terminal is too narrow. The head
/// stays, the tunnels scroll where they are too many, what happened last has the rest.
final class StatusScreen {
    private static final int LABELS = 12;

    private final boolean color;
    private final RecentLines recent;

    StatusScreen(boolean color, ZoneId zone) {
        this.color = color;
        this.recent = new RecentLines(zone);
    }

    /// A screen full of lines.
    ///
    /// @param furthest how far the tunnels can be scrolled
    record Frame(List<String> lines, int furthest) {}

    /// @param scroll how many lines of the tunnels are above the part that is shown
    Frame render(ScreenModel model, WindowSize size, int scroll) {
        int width = size.columns();
        List<Line> lines = new ArrayList<>();
        head(model, width, lines);
        List<Line> body = new ArrayList<>();
        model.agent().tunnels().forEach(tunnel -> tunnel(model, tunnel, width, body));
        body.add(new Line(width));
        TrafficTable.add(model.agent().tunnels(), LABELS, width, body);
        int room = Math.max(size.rows() - lines.size(), 0);
        int foot = Math.clamp(RecentLines.wanted(model), 0, Math.max(room - body.size(), room / 3));
        int window = foot < RecentLines.LEAST ? room : room - foot;
        int furthest = window(body, window, scroll, width, lines);
        recent.add(model, size.rows() - lines.size(), width, lines);
        return new Frame(
                lines.stream().limit(size.rows()).map(line -> line.render(color)).toList(),
                furthest);
    }

    private static void head(ScreenModel model, int width, List<Line> lines) {
        AgentFacts agent = model.agent();
        lines.add(
                new Line(width)
                        .add("tunnel", Style.BOLD)
                        .add(" " + agent.version(), Style.DIM)
                        .right("Ctrl-C to stop", Style.DIM));
        lines.add(new Line(width));
        Line session = label("Session", width).add(agent.state(), style(agent.state()));
        if (!agent.detail().isEmpty()) {
            session.add("  " + agent.detail(), Style.DIM);
        }
        lines.add(session);
        lines.add(label("Account", width).add(agent.account().isEmpty() ? "–" : agent.account()));
        Line server = label("Server", width).add(agent.server());
        if (!model.edge().isEmpty()) {
            server.add("  edge " + model.edge(), Style.DIM);
        }
        lines.add(server);
        lines.add(label("Latency", width).add(latency(agent.latencyMillis())));
        if (!model.inspectorUrl().isEmpty()) {
            lines.add(label("Inspector", width).add(model.inspectorUrl(), Style.LINK));
        }
        lines.add(new Line(width));
    }

    private static void tunnel(ScreenModel model, TunnelFacts tunnel, int width, List<Line> lines) {
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
        String health = model.health().getOrDefault(tunnel.name(), "ok");
        if (!health.equals("ok") && !health.equals("unknown")) {
            lines.add(
                    label("", width)
                            .add(
                                    "! " + tunnel.target() + " cannot be reached: " + health,
                                    Style.BAD));
        }
    }

    /// @return how far can be scrolled
    private static int window(List<Line> body, int rows, int scroll, int width, List<Line> lines) {
        if (body.size() <= rows) {
            lines.addAll(body);
            return 0;
        }
        int shown = Math.max(rows - 1, 0);
        int furthest = body.size() - shown;
        int from = Math.clamp(scroll, 0, furthest);
        lines.addAll(body.subList(from, from + shown));
        lines.add(
                new Line(width)
                        .add(
                                "… lines %d–%d of %d, ↑ ↓ to scroll"
                                        .formatted(from + 1, from + shown, body.size()),
                                Style.DIM));
        return furthest;
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
        return millis.isEmpty() ? "–" : Amounts.time(millis.getAsDouble() / 1000);
    }
}
