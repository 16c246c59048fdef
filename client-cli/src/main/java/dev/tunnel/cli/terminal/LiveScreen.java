package dev.tunnel.cli.terminal;

import dev.tunnel.cli.config.Environment;
import dev.tunnel.cli.inspect.AgentFacts;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Draws the status screen several times a second, in the terminal's second buffer: what was there
/// before comes back when it closes.
public final class LiveScreen implements AutoCloseable {

    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[2J";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String TO_LINE_END = "\u001b[K";
    private static final String TO_SCREEN_END = "\u001b[J";
    private static final Duration EVERY = Duration.ofMillis(250);

    private final Console console;
    private final Supplier<AgentFacts> agent;
    private final Supplier<String> inspectorUrl;
    private final RecentEntries log;
    private final StatusScreen screen;
    private final ScheduledExecutorService timer;
    private final WindowProbe window;
    private String drawn = "";
    private boolean closed;

    private LiveScreen(
            Console console,
            Environment environment,
            Supplier<AgentFacts> agent,
            Supplier<String> inspectorUrl,
            RecentEntries log) {
        this.console = console;
        this.agent = agent;
        this.inspectorUrl = inspectorUrl;
        this.log = log;
        this.screen = new StatusScreen(console.color(), ZoneId.systemDefault());
        this.window = new WindowProbe(environment);
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("screen").factory());
    }

    /// Takes the terminal.
    ///
    /// @param inspectorUrl empty where there is none
    public static LiveScreen open(
            Console console,
            Environment environment,
            Supplier<AgentFacts> agent,
            Supplier<String> inspectorUrl,
            RecentEntries log) {
        LiveScreen live = new LiveScreen(console, environment, agent, inspectorUrl, log);
        live.write(ENTER);
        live.timer.scheduleAtFixedRate(live::draw, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return live;
    }

    private synchronized void draw() {
        if (closed) {
            return;
        }
        WindowSize size = window.size();
        List<String> lines =
                screen.render(
                        new StatusScreen.Model(agent.get(), inspectorUrl.get(), log.list()), size);
        String frame =
                HOME + String.join(TO_LINE_END + "\r\n", lines) + TO_LINE_END + TO_SCREEN_END;
        String identity = size + frame;
        if (!identity.equals(drawn)) {
            drawn = identity;
            write(frame);
        }
    }

    /// Gives the terminal back.
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            timer.shutdownNow();
            write(LEAVE);
        }
    }

    private void write(String text) {
        console.out().print(text);
        console.out().flush();
    }
}
