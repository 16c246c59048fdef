package dev.tunnel.cli.terminal;

import dev.tunnel.cli.config.Environment;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Draws the status screen several times a second, in the terminal's second buffer: what was there
/// before comes back when it closes. A frame is one write that the terminal shows at once, and is
/// written only when it differs from the one before.
public final class LiveScreen implements AutoCloseable {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[2J";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String BEGIN_FRAME = "\u001b[?2026h\u001b[H";
    private static final String END_FRAME = "\u001b[?2026l";
    private static final String TO_LINE_END = "\u001b[K";
    private static final String TO_SCREEN_END = "\u001b[J";
    private static final Duration EVERY = Duration.ofMillis(250);

    private final Console console;
    private final Supplier<ScreenModel> model;
    private final StatusScreen screen;
    private final ScheduledExecutorService timer;
    private final WindowProbe window;
    private final Keyboard keyboard;
    private String drawn = "";
    private int scroll;
    private int furthest;
    private boolean closed;

    private LiveScreen(Console console, Environment environment, Supplier<ScreenModel> model) {
        this.console = console;
        this.model = model;
        this.screen = new StatusScreen(console.color(), ZoneId.systemDefault());
        this.window = new WindowProbe(environment);
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("screen").factory());
        this.keyboard = Keyboard.open(this::press);
    }

    /// Takes the terminal.
    public static LiveScreen open(
            Console console, Environment environment, Supplier<ScreenModel> model) {
        LiveScreen live = new LiveScreen(console, environment, model);
        live.write(ENTER);
        live.timer.scheduleAtFixedRate(live::draw, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return live;
    }

    private synchronized void draw() {
        if (closed) {
            return;
        }
        WindowSize size = window.size();
        StatusScreen.Frame frame = screen.render(model.get(), size, scroll);
        furthest = frame.furthest();
        scroll = Math.min(scroll, furthest);
        String text =
                BEGIN_FRAME
                        + String.join(TO_LINE_END + "\r\n", frame.lines())
                        + TO_LINE_END
                        + TO_SCREEN_END
                        + END_FRAME;
        String identity = size + text;
        if (!identity.equals(drawn)) {
            drawn = identity;
            write(text);
        }
    }

    private synchronized void press(Keyboard.Key key) {
        int page = Math.max(window.size().rows() / 2, 1);
        scroll =
                Math.clamp(
                        switch (key) {
                            case UP -> scroll - 1L;
                            case DOWN -> scroll + 1L;
                            case PAGE_UP -> scroll - (long) page;
                            case PAGE_DOWN -> scroll + (long) page;
                            case FIRST -> 0L;
                            case LAST -> furthest;
                        },
                        0,
                        furthest);
        draw();
    }

    /// Gives the terminal back.
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            timer.shutdownNow();
            keyboard.close();
            write(LEAVE);
        }
    }

    private void write(String text) {
        console.out().print(text);
        console.out().flush();
    }
}
