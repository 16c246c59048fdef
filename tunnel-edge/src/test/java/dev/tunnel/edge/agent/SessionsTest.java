package dev.tunnel.edge.agent;

import static dev.tunnel.edge.agent.Bench.http;
import static dev.tunnel.edge.agent.Bench.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.edge.platform.FakePlatform;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.FakeAgent;
import dev.tunnel.edge.tunnel.Lookup;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Sessions and tunnels while the platform is there.
final class SessionsTest {
    private final Bench bench = new Bench();
    private final FakeAgent agent = new FakeAgent();

    @Test
    void opens_a_tunnel_under_the_name_that_was_granted() {
        var session = bench.admitted(agent).session();
        var tunnel = bench.opened(session, agent, http("web", "shop"));

        assertThat(bench.find("shop.localhost")).isEqualTo(new Lookup.Found(tunnel));
        assertThat(tunnel.agent()).isSameAs(agent);
        assertThat(tunnel.accountId()).isEqualTo(bench.platform.account(Bench.TOKEN));
    }

    @Test
    void refuses_what_the_platform_refuses_in_its_words() {
        bench.platform.occupy("shop.localhost", UUID.randomUUID());
        var session = bench.admitted(agent).session();

        assertThat(bench.open(session, agent, http("web", "shop")))
                .isEqualTo(
                        new Opening.Refused(
                                "name_taken", "\"shop.localhost\" belongs to somebody else."));
        assertThat(bench.admit(agent, Hash.of("tt_other"), "laptop", null))
                .isEqualTo(
                        new Admission.Refused(
                                "authtoken_invalid", "This authtoken is not known.", false));
    }

    @Test
    void holds_no_more_tunnels_than_the_platform_allows() {
        bench.platform.maxTunnels(2);
        var session = bench.admitted(agent).session();
        bench.opened(session, agent, http("a", null));
        bench.opened(session, agent, http("b", null));

        assertThat(bench.open(session, agent, http("c", null)))
                .isInstanceOfSatisfying(
                        Opening.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("limit_reached"));
        assertThat(bench.open(session, agent, http("b", null))).isInstanceOf(Opening.Opened.class);
    }

    @Test
    void slows_down_who_guesses_authtokens() {
        for (int i = 0; i < 30; i++) {
            bench.admit(agent, Hash.of("tt_guess" + i), "laptop", null);
        }

        assertThat(bench.admit(agent))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo("rate_limited");
                            assertThat(refused.retry()).isTrue();
                        });
        bench.pass(Duration.ofSeconds(61));
        assertThat(bench.admit(agent)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void gives_a_resumed_agent_its_tunnel_back_and_the_visitors_who_waited() {
        var first = bench.admitted(agent);
        var tunnel = bench.opened(first.session(), agent, http("web", null));
        var host = ((Endpoint.HttpHost) tunnel.endpoint()).host();
        bench.lose(first.session(), agent);
        var waiting = (Lookup.Detached) bench.find(host);

        var next = new FakeAgent();
        var second = bench.resumed(next, first);
        assertThat(second.session()).isSameAs(first.session());
        assertThat(waiting.back().isDone()).isFalse();
        var again = bench.opened(second.session(), next, http("web", null));

        assertThat(again).isSameAs(tunnel);
        assertThat(tunnel.agent()).isSameAs(next);
        assertThat(waiting.back().getNow()).isSameAs(tunnel);
        assertThat(bench.find(host)).isInstanceOf(Lookup.Found.class);
        bench.pass(Duration.ofMinutes(2));
        assertThat(bench.find(host)).isInstanceOf(Lookup.Found.class);
    }

    @Test
    void closes_a_half_open_connection_as_soon_as_the_session_has_a_newer_one() {
        var first = bench.admitted(agent);
        var tunnel = bench.opened(first.session(), agent, http("web", "shop"));
        var next = new FakeAgent();
        bench.resumed(next, first);
        bench.opened(first.session(), next, http("web", "shop"));

        assertThat(agent.closings).containsExactly("session_superseded");
        bench.lose(first.session(), agent);
        assertThat(bench.open(first.session(), agent, http("web", "shop")))
                .isInstanceOfSatisfying(
                        Opening.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("session_superseded"));
        agentLeaves(first);
        assertThat(bench.find("shop.localhost")).isEqualTo(new Lookup.Found(tunnel));
        assertThat(tunnel.agent()).isSameAs(next);
    }

    private void agentLeaves(Admission.Admitted first) {
        bench.agents.departures().left(first.session(), agent);
        bench.settle();
    }

    @Test
    void ends_a_session_whose_agent_stays_away() {
        var session = bench.admitted(agent).session();
        var tunnel = bench.opened(session, agent, tcp("ssh", null));
        bench.lose(session, agent);

        bench.pass(Duration.ofSeconds(29));
        assertThat(bench.tunnels.find(tunnel.endpoint())).isInstanceOf(Lookup.Detached.class);
        var waiting = (Lookup.Detached) bench.tunnels.find(tunnel.endpoint());
        bench.pass(Duration.ofSeconds(2));

        assertThat(bench.tunnels.find(tunnel.endpoint())).isInstanceOf(Lookup.Unknown.class);
        assertThat(waiting.back().isSuccess()).isFalse();
        assertThat(waiting.back().isDone()).isTrue();
        assertThat(bench.ports.listening).isEmpty();
        assertThat(bench.platform.calls()).contains("end agent_lost");
        assertThat(bench.sessions.all()).isEmpty();
    }

    @Test
    void ends_a_session_at_once_when_the_agent_says_goodbye() {
        var session = bench.admitted(agent).session();
        bench.opened(session, agent, http("web", "shop"));
        bench.agents.departures().left(session, agent);
        bench.settle();

        assertThat(bench.find("shop.localhost")).isInstanceOf(Lookup.Unknown.class);
        assertThat(bench.platform.calls()).contains("end closed_by_agent");
    }

    @Test
    void closes_what_a_resumed_agent_does_not_open_again() {
        var first = bench.admitted(agent);
        bench.opened(first.session(), agent, http("web", "shop"));
        bench.opened(first.session(), agent, http("old", "old"));
        bench.lose(first.session(), agent);
        var next = new FakeAgent();
        bench.resumed(next, first);
        bench.opened(first.session(), next, http("web", "shop"));
        bench.pass(Duration.ofSeconds(31));

        assertThat(bench.find("old.localhost")).isInstanceOf(Lookup.Unknown.class);
        assertThat(bench.find("shop.localhost")).isInstanceOf(Lookup.Found.class);
        assertThat(bench.platform.calls()).contains("release not_reopened");
    }

    @Test
    void keeps_the_session_of_an_agent_that_vanished_while_it_was_let_in() {
        var first = bench.admitted(agent);
        bench.opened(first.session(), agent, http("web", "shop"));
        bench.lose(first.session(), agent);
        var hasty = new FakeAgent();
        hasty.open = false;
        var second = bench.resumed(hasty, first);

        assertThat(bench.find("shop.localhost")).isInstanceOf(Lookup.Detached.class);
        assertThat(bench.resumed(new FakeAgent(), second).session()).isSameAs(first.session());
    }

    @Test
    void lets_the_owners_next_session_take_a_name_over_without_a_gap() {
        var old = bench.admitted(agent).session();
        var tunnel = bench.opened(old, agent, http("web", "shop"));
        bench.lose(old, agent);
        var waiting = (Lookup.Detached) bench.find("shop.localhost");

        var next = new FakeAgent();
        var session =
                ((Admission.Admitted) bench.admit(next, Bench.TOKEN, "server", null)).session();
        var successor = bench.opened(session, next, http("site", "shop"));

        assertThat(waiting.back().getNow()).isSameAs(successor);
        assertThat(tunnel.isOpen()).isFalse();
        bench.events();
        assertThat(bench.find("shop.localhost")).isEqualTo(new Lookup.Found(successor));
        assertThat(old.holdings()).isEmpty();
    }

    @Test
    void tells_a_living_agent_that_its_name_was_taken_over() {
        var old = bench.admitted(agent).session();
        var tunnel = bench.opened(old, agent, http("web", "shop"));
        var visitor = new EmbeddedChannel();
        tunnel.track(visitor);
        var next = new FakeAgent();
        var session = bench.admitted(next).session();
        bench.opened(session, next, http("site", "shop"));

        assertThat(agent.closedTunnels).containsExactly("HttpHost[host=shop.localhost] taken_over");
        assertThat(agent.closings).isEmpty();
        assertThat(visitor.isOpen()).isFalse();
    }

    @Test
    void leaves_no_gap_when_the_news_of_a_take_over_comes_before_the_grant() {
        var old = bench.admitted(agent).session();
        bench.opened(old, agent, http("web", "shop"));
        var next = new FakeAgent();
        var session = bench.admitted(next).session();
        bench.agents.openings().open(session, next, http("site", "shop"), _ -> {});
        bench.platform.takeEvents().forEach(bench.agents.link()::event);

        assertThat(bench.find("shop.localhost")).isInstanceOf(Lookup.Found.class);
        bench.settle();
        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.find("shop.localhost"))
                .isInstanceOfSatisfying(
                        Lookup.Found.class,
                        found -> assertThat(found.tunnel().agent()).isSameAs(next));
    }

    @Test
    void cuts_everything_of_a_revoked_authtoken() {
        var session = bench.admitted(agent).session();
        var tunnel = bench.opened(session, agent, http("web", "shop"));
        var visitor = new EmbeddedChannel();
        tunnel.track(visitor);
        bench.platform.announce(
                EdgeEvent.session(EdgeEvent.Type.AUTHTOKEN_REVOKED, session.id(), 1, "x"));
        bench.events();

        assertThat(agent.closings).containsExactly("authtoken_revoked");
        assertThat(visitor.isOpen()).isFalse();
        assertThat(bench.find("shop.localhost")).isInstanceOf(Lookup.Unknown.class);
        var late = new EmbeddedChannel();
        tunnel.track(late);
        assertThat(late.isOpen()).as("a visitor that comes in the same moment").isFalse();
    }

    @Test
    void ignores_an_event_about_an_older_generation() {
        var first = bench.admitted(agent);
        var next = new FakeAgent();
        bench.resumed(next, first);
        bench.platform.announce(
                EdgeEvent.session(
                        EdgeEvent.Type.SESSION_CLOSED, first.session().id(), 1, "superseded"));
        bench.events();

        assertThat(next.closings).isEmpty();
    }

    @Test
    void closes_a_tunnel_that_its_owner_deleted_and_only_that() {
        var session = bench.admitted(agent).session();
        var tunnel = bench.opened(session, agent, http("web", "shop"));
        bench.opened(session, agent, http("api", "api"));
        bench.platform.announce(EdgeEvent.tunnel(tunnel.id(), "closed_by_owner"));
        bench.events();

        assertThat(agent.closedTunnels)
                .containsExactly("HttpHost[host=shop.localhost] closed_by_owner");
        assertThat(bench.find("shop.localhost")).isInstanceOf(Lookup.Unknown.class);
        assertThat(bench.find("api.localhost")).isInstanceOf(Lookup.Found.class);
    }

    @Test
    void claims_another_port_when_a_program_on_the_machine_has_the_first() {
        bench.ports.inUse.add(FakePlatform.FIRST_PORT);
        bench.ports.inUse.add(FakePlatform.FIRST_PORT + 1);
        var session = bench.admitted(agent).session();

        assertThat(bench.opened(session, agent, tcp("ssh", null)).endpoint())
                .isEqualTo(new Endpoint.TcpPort(FakePlatform.FIRST_PORT + 2));
        assertThat(bench.platform.holder(String.valueOf(FakePlatform.FIRST_PORT))).isEmpty();
    }

    @Test
    void says_so_when_the_port_asked_for_is_in_use_on_the_machine() {
        bench.ports.inUse.add(41_500);
        var session = bench.admitted(agent).session();

        assertThat(bench.open(session, agent, tcp("ssh", 41_500)))
                .isEqualTo(
                        new Opening.Refused(
                                "port_taken",
                                "Port 41500 is in use by another program on the edge."));
        assertThat(bench.platform.holder("41500")).isEmpty();
    }

    @Test
    void keeps_listening_when_a_port_is_taken_over() {
        var old = bench.admitted(agent).session();
        bench.opened(old, agent, tcp("ssh", 41_500));
        var next = new FakeAgent();
        var session = bench.admitted(next).session();
        bench.opened(session, next, tcp("ssh2", 41_500));
        bench.lose(old, agent);
        bench.pass(Duration.ofSeconds(31));

        assertThat(bench.ports.listening).containsExactly(41_500);
    }

    @Test
    void replaces_a_tunnel_that_the_agent_opens_elsewhere_under_the_same_key() {
        var session = bench.admitted(agent).session();
        bench.opened(session, agent, tcp("ssh", 41_500));
        bench.opened(session, agent, tcp("ssh", 41_501));

        assertThat(bench.ports.listening).containsExactly(41_501);
        assertThat(session.holdings()).hasSize(1);
    }

    @Test
    void gives_back_what_was_granted_to_a_connection_that_is_gone() {
        var session = bench.admitted(agent).session();
        bench.agents.openings().open(session, agent, http("web", "shop"), _ -> {});
        bench.agents.departures().lost(session, agent, "reset");
        bench.settle();

        assertThat(bench.find("shop.localhost")).isInstanceOf(Lookup.Unknown.class);
        assertThat(bench.platform.holder("shop.localhost")).isEmpty();
    }

    @Test
    void opens_nothing_for_a_session_that_was_closed_meanwhile() {
        var session = bench.admitted(agent).session();
        bench.agents.openings().open(session, agent, http("web", "shop"), _ -> {});
        bench.platform.announce(
                EdgeEvent.session(EdgeEvent.Type.AUTHTOKEN_REVOKED, session.id(), 1, "x"));
        bench.events();

        assertThat(bench.find("shop.localhost")).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void refuses_a_suspended_account_for_good() {
        bench.platform.refuse(Bench.TOKEN, ProblemCode.ACCOUNT_SUSPENDED);

        assertThat(bench.admit(agent))
                .isInstanceOfSatisfying(
                        Admission.Refused.class, refused -> assertThat(refused.retry()).isFalse());
    }
}
