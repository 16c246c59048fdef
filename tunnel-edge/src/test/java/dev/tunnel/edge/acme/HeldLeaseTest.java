package dev.tunnel.edge.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.AcmeChallenge;
import dev.tunnel.api.edge.CertificateLease;
import dev.tunnel.api.edge.CertificateOutcome;
import dev.tunnel.edge.platform.Outcome;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HeldLeaseTest {
    private static final String NAME = "a.test";
    private static final AcmeChallenge CHALLENGE =
            new AcmeChallenge(AcmeChallenge.Kind.HTTP, "token", "answer");

    private final FakeCertificates platform = new FakeCertificates("none");
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private HeldLease held;

    @BeforeEach
    void hold() {
        held =
                new HeldLease(
                        NAME,
                        new CertificateLease(UUID.randomUUID(), 3600, null, null),
                        platform,
                        new Orders.Runners(
                                timer, threads, now::get, new SecureRandom(), new Counts()));
    }

    @AfterEach
    void stop() {
        held.close();
        timer.shutdownNow();
        threads.shutdownNow();
    }

    private CertificateOutcome failure() {
        return new CertificateOutcome(held.lease().id(), NAME, null, "it failed", 0, true);
    }

    @Test
    void one_that_another_edge_has_interrupts_the_worker() {
        platform.answers.add(FakeCertificates.refused(ProblemCode.NOT_FOUND));
        held.renew();
        assertThat(held.loss()).isEqualTo(HeldLease.Loss.TAKEN_OVER);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        held.close();
        assertThat(Thread.currentThread().isInterrupted()).as("afterwards").isFalse();
    }

    @Test
    void a_renewal_that_fails_otherwise_loses_nothing() {
        platform.answers.add(FakeCertificates.refused(ProblemCode.INVALID_REQUEST));
        platform.answers.add(new Outcome.Unavailable<>("away"));
        held.renew();
        held.renew();
        assertThat(held.loss()).isEqualTo(HeldLease.Loss.NONE);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void is_not_renewed_for_ever() {
        now.set(Instant.EPOCH.plus(HeldLease.LONGEST).minus(Duration.ofSeconds(1)));
        held.renew();
        assertThat(held.loss()).isEqualTo(HeldLease.Loss.NONE);
        now.set(Instant.EPOCH.plus(HeldLease.LONGEST));
        held.renew();
        assertThat(held.loss()).isEqualTo(HeldLease.Loss.TOO_LONG);
        assertThat(Thread.interrupted()).isTrue();
        held.renew();
        assertThat(Thread.currentThread().isInterrupted()).as("once only").isFalse();
        assertThat(platform.progressed).hasSize(1);
    }

    @Test
    void only_not_found_means_that_another_edge_has_it() {
        platform.answers.add(FakeCertificates.refused(ProblemCode.NOT_FOUND));
        assertThatThrownBy(() -> held.ordered("order", "key"))
                .isInstanceOf(LeaseLostException.class);
        for (Outcome<Outcome.Done> other :
                List.of(
                        FakeCertificates.refused(ProblemCode.INVALID_REQUEST),
                        new Outcome.Unavailable<Outcome.Done>("away"))) {
            platform.answers.add(other);
            assertThatThrownBy(() -> held.answering(List.of()))
                    .isInstanceOfSatisfying(
                            OrderFailure.class, e -> assertThat(e.isOrderLost()).isFalse());
            platform.answers.add(other);
            assertThatThrownBy(() -> held.end(failure())).isInstanceOf(OrderFailure.class);
        }
    }

    @Test
    void what_has_ended_is_not_renewed() throws Exception {
        held.end(failure());
        held.renew();
        assertThat(platform.progressed).isEmpty();
    }

    @Test
    void a_renewal_under_way_does_not_overtake_what_must_be_answered() throws Exception {
        var renewing = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        platform.onProgress =
                () -> {
                    platform.onProgress = () -> {};
                    renewing.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                };
        var renewal = threads.submit(held::renew);
        renewing.await();
        var worker =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                held.answering(List.of(CHALLENGE));
                            } catch (LeaseLostException | OrderFailure | InterruptedException e) {
                                throw new AssertionError(e);
                            }
                        });
        await().until(() ->
                worker.getState() == Thread.State.WAITING
                        || worker.getState() == Thread.State.TERMINATED);
        assertThat(platform.progressed).isEmpty();
        go.countDown();
        renewal.get();
        worker.join();
        assertThat(platform.progressed.getLast().challenges()).containsExactly(CHALLENGE);
    }
}
