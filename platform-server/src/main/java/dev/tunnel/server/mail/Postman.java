package dev.tunnel.server.mail;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Takes mail to the SMTP server, one after the other, beside the requests: how long a request
/// takes says nothing of whether a mail was sent. What cannot be delivered in three attempts is
/// given up.
@ApplicationScoped
class Postman {
    private static final Logger LOG = Logger.getLogger(Postman.class);
    private static final int WAITING = 1_000;
    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Smtp smtp;
    private final ExecutorService round =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING),
                    Thread.ofPlatform().daemon().name("mail").factory());

    Postman(Smtp smtp) {
        this.smtp = smtp;
    }

    void take(@Observes(during = TransactionPhase.AFTER_SUCCESS) Mail mail) {
        if (!smtp.isConfigured()) {
            LOG.infof(
                    "No SMTP server is set. %s, for %s: %s",
                    mail.subject(), mail.to(), mail.link());
            return;
        }
        try {
            round.execute(() -> deliver(mail));
        } catch (RejectedExecutionException e) {
            LOG.warnf("A mail was not sent, %d wait already: %s", WAITING, mail.subject());
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        round.shutdown();
        if (!round.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            round.shutdownNow();
        }
    }

    private void deliver(Mail mail) {
        try {
            for (int attempt = 1; !attempt(mail, attempt); attempt++) {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether it is over with this mail.
    private boolean attempt(Mail mail, int attempt) {
        try {
            smtp.send(mail);
            return true;
        } catch (MessagingException e) {
            LOG.warnf(
                    "A mail was not sent (attempt %d of %d), %s: %s",
                    attempt, ATTEMPTS, mail.subject(), e.getMessage());
            return attempt == ATTEMPTS;
        }
    }
}
