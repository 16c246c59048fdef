package dev.tunnel.server.edge;

import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.server.database.SchemaReady;
import dev.tunnel.server.session.Announcements;
import dev.tunnel.server.session.Announcements.Announcement;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// Hears what any platform on the database announces, and hands it to the streams of the edges. On
/// a connection and a thread of its own; a lost connection is made anew, with pauses that grow.
@ApplicationScoped
class AnnouncementListener {
    private static final Logger LOG = Logger.getLogger(AnnouncementListener.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final ListenConnection database;
    private final Announcements announcements;
    private final EventStreams streams;
    private final SecureRandom random;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Connection listening;
    private volatile @Nullable Thread thread;

    AnnouncementListener(
            ListenConnection database,
            Announcements announcements,
            EventStreams streams,
            SecureRandom random) {
        this.database = database;
        this.announcements = announcements;
        this.streams = streams;
        this.random = random;
    }

    void start(@Observes SchemaReady event) {
        thread = Thread.ofPlatform().daemon().name("edge-announcements").start(this::run);
    }

    /// Open streams would keep the platform waiting for their end.
    void drain(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
        stop();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop();
    }

    private void stop() throws InterruptedException {
        stopped.countDown();
        Connection open = listening;
        if (open != null) {
            abort(open);
        }
        Thread running = thread;
        if (running != null) {
            boolean _ = running.join(ANSWER);
        }
        streams.end();
    }

    /// Wakes the thread that waits on it.
    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debugf("The connection was closed already: %s", firstLine(e));
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        try {
            while (stopped.getCount() > 0) {
                if (listenUntilLost()) {
                    pause = FIRST_PAUSE;
                }
                long jitter = random.nextLong(pause.toMillis());
                stopped.await(pause.toMillis() / 2 + jitter, TimeUnit.MILLISECONDS);
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Returns whether it was heard at all.
    private boolean listenUntilLost() {
        boolean heard = false;
        try (Connection connection = database.open()) {
            listening = connection;
            listen(connection);
            heard = true;
            streams.begin();
            while (stopped.getCount() > 0) {
                hear(connection);
            }
        } catch (SQLException e) {
            if (stopped.getCount() > 0) {
                LOG.warnf("Announcements are not heard: %s", firstLine(e));
            }
        } finally {
            listening = null;
            // When the platform stops, stop() ends them, and its beans may be gone by now.
            if (stopped.getCount() > 0) {
                streams.end();
            }
        }
        return heard;
    }

    private static void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + Announcements.CHANNEL);
        }
    }

    private void hear(Connection connection) throws SQLException {
        PGNotification[] heard =
                connection.unwrap(PGConnection.class).getNotifications((int) POLL.toMillis());
        if (heard == null || heard.length == 0) {
            if (!connection.isValid((int) ANSWER.toSeconds())) {
                throw new SQLException("the database does not answer");
            }
            return;
        }
        for (PGNotification notification : heard) {
            deliver(notification.getParameter());
        }
    }

    private void deliver(String payload) {
        try {
            Announcement announcement = announcements.decode(payload);
            EdgeEvent event = announcement.event();
            if (event == null) {
                streams.end(announcement.edge());
            } else {
                streams.deliver(announcement.edge(), event);
            }
        } catch (IllegalArgumentException e) {
            LOG.warnf("An announcement cannot be read: %s", e.getMessage());
        }
    }

    private static String firstLine(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(message);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
