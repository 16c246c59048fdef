package dev.tunnel.edge.platform;

import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.edge.config.PlatformSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The platform's event stream, kept open for ever: read on a virtual thread, opened again after a
/// jittered pause, and given up when the platform's keep-alive comments stay out (a half-open
/// connection looks exactly so). Its own state is touched on the control executor only.
public final class EventStream implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final PlatformSettings settings;
    private final HttpClient client;
    private final ExecutorService threads;
    private final ScheduledExecutorService control;
    private final InstantSource clock;
    private final EventListener listener;
    private final Backoff backoff;

    private volatile long lastHeard;
    private volatile boolean closed;
    private @Nullable InputStream open;

    public EventStream(
            PlatformSettings settings,
            HttpClient client,
            ExecutorService threads,
            ScheduledExecutorService control,
            InstantSource clock,
            RandomGenerator random,
            EventListener listener) {
        this.settings = settings;
        this.client = client;
        this.threads = threads;
        this.control = control;
        this.clock = clock;
        this.listener = listener;
        this.backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, random);
    }

    /// Opens the stream and keeps it open.
    public void start() {
        long every = Math.max(1, settings.silence().toMillis() / 4);
        var _ = control.scheduleAtFixedRate(this::endIfSilent, every, every, TimeUnit.MILLISECONDS);
        reopen();
    }

    private void reopen() {
        if (!closed) {
            threads.execute(this::read);
        }
    }

    @Override
    public void close() {
        closed = true;
        control.execute(this::end);
    }

    private void read() {
        try {
            var response = client.send(request(), BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("the platform answered " + response.statusCode());
                }
                heard();
                control.execute(() -> connected(body));
                read(body);
            }
            again("the platform ended it");
        } catch (IOException e) {
            again(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(InputStream body) throws IOException {
        var reader = new SseReader(body, this::heard);
        var type = EdgeJson.JSON.type(EdgeEvent.class);
        for (var data = reader.next(); data != null; data = reader.next()) {
            try {
                var event = type.fromJson(data);
                control.execute(() -> listener.event(event));
            } catch (RuntimeException e) {
                log.warn("an event of the platform cannot be read and is skipped");
            }
        }
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(
                        settings.url().resolve(settings.url().getPath() + "/edge/v1/events"))
                .timeout(settings.timeout())
                .header("Authorization", "Bearer " + settings.key().value())
                .header("Accept", "text/event-stream")
                .GET()
                .build();
    }

    private void heard() {
        lastHeard = clock.millis();
    }

    private void connected(InputStream body) {
        open = body;
        backoff.reset();
        log.debug("event stream open");
        listener.connected();
    }

    private void again(String why) {
        if (!closed) {
            log.debug("event stream lost: {}", why);
            control.execute(() -> {
                open = null;
                var _ =
                        control.schedule(
                                this::reopen, backoff.next().toMillis(), TimeUnit.MILLISECONDS);
            });
        }
    }

    private void endIfSilent() {
        if (open != null && clock.millis() - lastHeard > settings.silence().toMillis()) {
            log.warn(
                    "event stream silent for {} s, opening it again",
                    settings.silence().toSeconds());
            end();
        }
    }

    private void end() {
        var body = open;
        open = null;
        if (body != null) {
            try {
                body.close(); // wakes its reader; waits for nothing
            } catch (IOException e) {
                log.debug("event stream: {}", e.getMessage());
            }
        }
    }
}
