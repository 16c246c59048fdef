package dev.tunnel.edge.agent;

import static dev.tunnel.edge.agent.Bench.http;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.AuthoriseRequest;
import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.edge.tunnel.FakeAgent;
import dev.tunnel.edge.tunnel.Lookup;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sessions and tunnels while the platform is away, and when it is back.
final class OutageTest {
    private final Bench bench = new Bench();
    private final FakeAgent agent = new FakeAgent();
    private final FakeAgent next = new FakeAgent();
    private final Admission.Admitted admitted = bench.admitted(agent);

    @BeforeEach
    void openATunnelAndSwitchThePlatformOff() {
        bench.opened(admitted.session(), agent, http("web", "shop"));
        bench.platform.up(false);
        bench.pass(Duration.ofSeconds(2));
    }

    @Test
    void live_tunnels_keep_serving_however_long_it_takes() {
        bench.pass(Duration.ofHours(5));

        assertThat(bench.find("shop.localhost")).isInstanceOf(Lookup.Found.class);
    }

    @Test
    void a_known_agent_comes_back_to_its_tunnel() {
        bench.lose(admitted.session(), agent);
        var again = bench.resumed(next, admitted);
        var tunnel = bench.opened(again.session(), next, http("web", "shop"));

        assertThat(again.session()).isSameAs(admitted.session());
        assertThat(tunnel.agent()).isSameAs(next);
        assertThat(bench.find("shop.localhost")).isEqualTo(new Lookup.Found(tunnel));
    }

    @Test
    void an_agent_started_afresh_finds_the_session_it_lost() {
        bench.lose(admitted.session(), agent);
        var again = bench.admitted(next);

        assertThat(again.session()).isSameAs(admitted.session());
        bench.opened(again.session(), next, http("web", null));
        assertThat(bench.find("shop.localhost")).isInstanceOf(Lookup.Found.class);
    }

    @Test
    void an_agent_of_another_machine_must_wait() {
        bench.lose(admitted.session(), agent);

        assertThat(bench.admit(next, Bench.TOKEN, "another", null))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo("unavailable");
                            assertThat(refused.retry()).isTrue();
                        });
    }

    @Test
    void a_second_agent_does_not_push_a_living_one_out() {
        assertThat(bench.admit(next)).isInstanceOf(Admission.Refused.class);
        assertThat(agent.closings).isEmpty();
    }

    @Test
    void a_wrong_secret_resumes_nothing() {
        var forged = new AuthoriseRequest.Resume(admitted.session().id(), Hash.of("ts_guess"));

        assertThat(bench.admit(next, Bench.TOKEN, "another", forged))
                .isInstanceOf(Admission.Refused.class);
    }

    @Test
    void an_unknown_authtoken_is_told_to_try_later() {
        assertThat(bench.admit(next, Hash.of("tt_other"), "laptop", null))
                .isEqualTo(new Admission.Refused("unavailable", Grace.UNAVAILABLE.message(), true));
    }

    @Test
    void new_names_must_wait() {
        assertThat(bench.open(admitted.session(), agent, http("new", "new")))
                .isEqualTo(new Opening.Refused("unavailable", Grace.UNAVAILABLE.message()));
        assertThat(bench.open(admitted.session(), agent, http("web", "other")))
                .isInstanceOf(Opening.Refused.class);
    }

    @Test
    void a_detached_session_is_kept_until_grace_ends() {
        bench.lose(admitted.session(), agent);
        bench.pass(Duration.ofMinutes(10));
        assertThat(bench.find("shop.localhost")).isInstanceOf(Lookup.Detached.class);

        bench.pass(Duration.ofMinutes(6));
        assertThat(bench.find("shop.localhost")).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void grace_ends_some_time_after_the_platforms_last_word() {
        bench.pass(Duration.ofMinutes(15));

        assertThat(bench.admit(next, Bench.TOKEN, "laptop", Bench.resume(admitted)))
                .isInstanceOf(Admission.Refused.class);
    }

    @Test
    void a_revoked_authtoken_stays_out() {
        bench.agents
                .link()
                .event(
                        EdgeEvent.session(
                                EdgeEvent.Type.AUTHTOKEN_REVOKED,
                                admitted.session().id(),
                                1,
                                "authtoken_revoked"));

        assertThat(bench.admit(next, Bench.TOKEN, "laptop", Bench.resume(admitted)))
                .isEqualTo(
                        new Admission.Refused(
                                "authtoken_revoked", "The authtoken was revoked.", false));
    }

    @Test
    void what_was_given_back_is_confirmed_when_the_platform_returns() {
        bench.lose(admitted.session(), agent);
        var again = bench.resumed(next, admitted);
        bench.opened(again.session(), next, http("web", "shop"));
        bench.platform.up(true);
        bench.pass(Duration.ofSeconds(2));

        assertThat(again.session().isConfirmed()).isTrue();
        assertThat(bench.platform.generation(again.session().id())).isEqualTo(2);
        assertThat(bench.find("shop.localhost")).isInstanceOf(Lookup.Found.class);
        assertThat(next.closings).isEmpty();
        assertThat(again.session().holdings()).allMatch(held -> held.confirmed());

        var last = new FakeAgent();
        var third = bench.resumed(last, again);
        assertThat(third.session()).isSameAs(admitted.session());
        assertThat(next.closings).containsExactly("session_superseded");
    }

    @Test
    void what_the_platform_refuses_on_its_return_is_closed_with_the_reason() {
        bench.lose(admitted.session(), agent);
        var again = bench.resumed(next, admitted);
        bench.opened(again.session(), next, http("web", "shop"));
        bench.platform.refuse(Bench.TOKEN, ProblemCode.AUTHTOKEN_REVOKED);
        bench.platform.up(true);
        bench.pass(Duration.ofSeconds(2));

        assertThat(next.closings).containsExactly("authtoken_revoked");
        assertThat(bench.find("shop.localhost")).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void a_session_that_the_platform_forgot_is_opened_anew_by_its_agent() {
        bench.lose(admitted.session(), agent);
        var again = bench.resumed(next, admitted);
        bench.opened(again.session(), next, http("web", "shop"));
        bench.platform.forget(admitted.session().id());
        bench.platform.up(true);
        bench.pass(Duration.ofSeconds(2));

        assertThat(next.closings).containsExactly("session_renewed retry");
    }

    @Test
    void a_tunnel_reopened_during_a_blink_is_confirmed_too() {
        bench.platform.up(true);
        bench.lose(admitted.session(), agent);
        var again = bench.resumed(next, admitted);
        bench.platform.up(false);
        bench.opened(again.session(), next, http("web", "shop"));
        assertThat(again.session().holdings()).noneMatch(held -> held.confirmed());
        bench.platform.up(true);
        bench.pass(Duration.ofSeconds(2));

        assertThat(again.session().holdings()).allMatch(held -> held.confirmed());
    }

    @Test
    void the_platform_hears_later_what_ended_meanwhile() {
        bench.agents.departures().left(admitted.session(), agent);
        bench.settle();
        assertThat(bench.platform.holder("shop.localhost")).isPresent();
        bench.platform.up(true);
        bench.pass(Duration.ofSeconds(2));

        assertThat(bench.platform.holder("shop.localhost")).isEmpty();
    }
}
