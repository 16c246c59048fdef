package dev.tunnel.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// What happened last: requests where there were any, and log lines.
final class RecentLines {
    /// A title and two lines; less is not worth the room.
    static final int LEAST = 4;

    private static final int MOST_REQUESTS = 30;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final ZoneId zone;

    RecentLines(ZoneId zone) {
        this.zone = zone;
    }

    /// How many lines there would be to show.
    static int wanted(ScreenModel model) {
        int requests = Math.min(model.requests().size(), MOST_REQUESTS);
        return (requests == 0 ? 0 : requests + 2) + (model.log().isEmpty() ? 0 : 5);
    }

    /// Fills at most `rows` lines.
    void add(ScreenModel model, int rows, int width, List<Line> lines) {
        int left = rows;
        List<LogEntry> log = model.log();
        int logRows = Math.min(log.size() + 2, model.requests().isEmpty() ? rows : 5);
        if (!model.requests().isEmpty()) {
            boolean both = left >= 2 * LEAST && logRows > 2;
            int room = both ? left - logRows : left;
            left -= requests(model.requests(), room, width, lines);
        }
        if (left >= LEAST - 1 && !log.isEmpty()) {
            log(log, left - 2, width, lines);
        }
    }

    private int requests(List<RequestLine> requests, int rows, int width, List<Line> lines) {
        if (rows < LEAST - 1) {
            return 0;
        }
        title("Requests", width, lines);
        int shown = Math.min(rows - 2, Math.min(requests.size(), MOST_REQUESTS));
        for (RequestLine request : requests.subList(requests.size() - shown, requests.size())) {
            Duration took = request.took();
            String time = took == null ? "" : Amounts.time(took.toNanos() / 1e9);
            int room = Math.max(width - 9 - 8 - 4 - 9, 8);
            lines.add(
                    new Line(width)
                            .add(clock(request.at()), Style.DIM)
                            .add("%-7s ".formatted(request.method()))
                            .add(Text.cut(request.path(), room))
                            .to(17 + room)
                            .add(
                                    request.status() == 0
                                            ? "  … "
                                            : "%4d".formatted(request.status()),
                                    style(request.status()))
                            .add("%9s".formatted(time), Style.DIM));
        }
        return shown + 2;
    }

    private static Style style(int status) {
        return switch (status / 100) {
            case 2 -> Style.GOOD;
            case 1, 3 -> Style.LINK;
            case 4 -> Style.BUSY;
            case 5 -> Style.BAD;
            default -> Style.DIM;
        };
    }

    private void log(List<LogEntry> entries, int rows, int width, List<Line> lines) {
        title("Recent", width, lines);
        for (LogEntry entry : entries.subList(Math.max(entries.size() - rows, 0), entries.size())) {
            Style style =
                    switch (entry.level()) {
                        case DEBUG -> Style.DIM;
                        case INFO -> Style.PLAIN;
                        case WARN -> Style.BUSY;
                        case ERROR -> Style.BAD;
                    };
            lines.add(
                    new Line(width)
                            .add(clock(entry.at()), Style.DIM)
                            .add(LogFormats.term(entry), style));
        }
    }

    private static void title(String text, int width, List<Line> lines) {
        lines.add(new Line(width));
        lines.add(new Line(width).add(text, Style.DIM));
    }

    private String clock(Instant at) {
        return TIME.format(at.atZone(zone)) + " ";
    }
}
