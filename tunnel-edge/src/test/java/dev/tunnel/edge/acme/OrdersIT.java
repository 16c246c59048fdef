package dev.tunnel.edge.acme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.CertificateLease;
import dev.tunnel.api.edge.IssuedCertificate;
import dev.tunnel.edge.config.AcmeSettings;
import dev.tunnel.edge.platform.Outcome;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Orders at an authority over real HTTP, which fails as it is told to.
final class OrdersIT {
    private static final String NAME = "a.test";

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<Instant> now = new AtomicReference<>(Clock.systemUTC().instant());
    private final SecureRandom random = new SecureRandom();
    private final Counts counts = new Counts();
    private StubAuthority authority;
    private FakeCertificates platform;
    private Orders orders;

    @BeforeEach
    void start() throws Exception {
        authority = new StubAuthority();
        platform = new FakeCertificates(newKey());
        var settings =
                new AcmeSettings(
                        authority.directory(),
                        null,
                        AcmeSettings.Challenge.HTTP,
                        null,
                        null,
                        null,
                        Duration.ZERO,
                        Duration.ofMinutes(1));
        orders =
                new Orders(
                        new Authority(settings, platform),
                        platform,
                        (_, _) -> {
                            throw OrderFailure.refused("nothing is to be proved");
                        },
                        Optional.empty(),
                        new Orders.Runners(timer, threads, now::get, random, counts));
    }

    @AfterEach
    void stop() {
        authority.close();
        timer.shutdownNow();
        threads.shutdownNow();
    }

    private String newKey() throws Exception {
        return Keys.write(Keys.generate(random).getPrivate());
    }

    private Optional<IssuedCertificate> run() {
        return orders.run(NAME, new CertificateLease(UUID.randomUUID(), 60, null, null), false);
    }

    private Optional<IssuedCertificate> finish(String host) throws Exception {
        var order = authority.at(host, "/order/left");
        return orders.run(
                NAME, new CertificateLease(UUID.randomUUID(), 60, order, newKey()), false);
    }

    private long count(String outcome) {
        return counts.read().getOrDefault("outcome=\"" + outcome + '"', 0L);
    }

    @Test
    void what_is_issued_is_told_to_the_platform() {
        var issued = run();
        assertThat(issued).isPresent();
        assertThat(platform.outcomes).hasSize(1);
        assertThat(platform.outcomes.getFirst().issued()).isEqualTo(issued.get());
        assertThat(count("issued")).isEqualTo(1);
    }

    @Test
    void a_certificate_that_the_platform_does_not_take_is_a_failure() {
        platform.answers.add(FakeCertificates.AGREED); // that it is ordered
        platform.answers.add(FakeCertificates.refused(ProblemCode.INVALID_REQUEST));
        assertThat(run()).isEmpty();
        assertThat(platform.outcomes).hasSize(2);
        assertThat(platform.outcomes.getLast().error()).isEqualTo("the platform refuses: no");
        assertThat(platform.outcomes.getLast().keepOrder()).isFalse();
        assertThat(count("failed")).isEqualTo(1);
        assertThat(count("lost")).isZero();
    }

    @Test
    void a_platform_that_is_away_at_the_end_leaves_the_order_to_be_finished() {
        platform.answers.add(FakeCertificates.AGREED);
        platform.answers.add(new Outcome.Unavailable<>("away"));
        assertThat(run()).isEmpty();
        assertThat(platform.outcomes.getLast().keepOrder()).isTrue();
    }

    @Test
    void what_another_edge_has_taken_over_is_the_others() {
        platform.answers.add(FakeCertificates.AGREED);
        platform.answers.add(FakeCertificates.refused(ProblemCode.NOT_FOUND));
        assertThat(run()).isEmpty();
        assertThat(platform.outcomes).hasSize(1);
        assertThat(count("lost")).isEqualTo(1);
    }

    @Test
    void what_was_left_is_finished() throws Exception {
        assertThat(finish("127.0.0.1")).isPresent();
        assertThat(authority.newOrders()).isZero();
    }

    @Test
    void what_was_left_is_kept_while_the_authority_cannot_be_reached() throws Exception {
        authority.order = exchange -> exchange.close();
        assertThat(finish("127.0.0.1")).isEmpty();
        assertThat(authority.newOrders()).isZero();
        assertThat(platform.outcomes.getLast().keepOrder()).isTrue();
    }

    @Test
    void what_was_left_is_kept_when_the_authority_has_had_enough() throws Exception {
        authority.order =
                exchange -> {
                    exchange.getResponseHeaders().set("Retry-After", "7200");
                    StubAuthority.refuse(exchange, 429, "rateLimited");
                };
        assertThat(finish("127.0.0.1")).isEmpty();
        assertThat(authority.newOrders()).isZero();
        assertThat(platform.outcomes.getLast().keepOrder()).isTrue();
        assertThat(platform.outcomes.getLast().retrySeconds()).isBetween(7000L, 7200L);
        assertThat(count("rate_limited")).isEqualTo(1);
    }

    @Test
    void what_is_gone_is_ordered_anew() throws Exception {
        authority.order = exchange -> StubAuthority.refuse(exchange, 404, "malformed");
        assertThat(finish("127.0.0.1")).isPresent();
        assertThat(authority.newOrders()).isEqualTo(1);
    }

    @Test
    void what_was_ordered_elsewhere_is_ordered_here_anew() throws Exception {
        assertThat(finish("localhost")).isPresent();
        assertThat(authority.asked).doesNotContain("/order/left").contains("/new-order");
    }

    @Test
    void an_order_that_takes_too_long_is_a_failure() throws Exception {
        var end = new CountDownLatch(1);
        authority.order =
                exchange -> {
                    now.updateAndGet(time -> time.plus(HeldLease.LONGEST));
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                };
        var order = authority.at("127.0.0.1", "/order/left");
        assertThat(
                        orders.run(
                                NAME,
                                new CertificateLease(UUID.randomUUID(), 1, order, newKey()),
                                false))
                .isEmpty();
        end.countDown();
        assertThat(platform.outcomes.getLast().error()).isEqualTo("took longer than 60 min");
        assertThat(platform.outcomes.getLast().keepOrder()).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
