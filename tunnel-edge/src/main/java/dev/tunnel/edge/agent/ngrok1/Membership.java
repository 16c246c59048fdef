package dev.tunnel.edge.agent.ngrok1;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.edge.agent.Admission;
import dev.tunnel.edge.agent.Agents;
import dev.tunnel.edge.agent.Hash;
import dev.tunnel.edge.tunnel.CloseReason;
import dev.tunnel.edge.tunnel.Session;
import dev.tunnel.edge.tunnel.Tunnel;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A client's session, as the control executor sees it: how it comes in, what it is told of its
/// tunnels, how it is lost. Its methods may be called from any thread, and do their work there.
final class Membership {
    /// Refusals that pass by themselves: the client is to come back, which it does when nothing is
    /// said. An error would make it give up.
    private static final Set<String> PASSING =
            Set.of(ProblemCode.UNAVAILABLE.wire(), ProblemCode.RATE_LIMITED.wire());

    private final Clients clients;
    private final Agents agents;
    private final ControlSession control;
    private final ControlConnection connection;
    private final Ngrok1Agent agent;
    private @Nullable Session session;
    private @Nullable WishList wishes;
    private String instance = "";
    private String idHash = "";
    private boolean gone;
    private boolean retired;

    Membership(Clients clients, ControlSession control, ControlConnection connection) {
        this.clients = clients;
        this.agents = clients.agents;
        this.control = control;
        this.connection = connection;
        this.agent = new Ngrok1Agent(this, control, connection);
    }

    /// Asks to be let in.
    void apply(Greeting greeting) {
        agents.handshakes().asking(connection.channel());
        agents.control()
                .execute(() -> {
                    if (gone) {
                        agents.handshakes().answered(connection.channel());
                        return;
                    }
                    instance =
                            greeting.before()
                                    .map(id -> clients.instances.resume(id.instance()))
                                    .orElseGet(() -> clients.instances.start(greeting.kind()));
                    agents.admissions()
                            .admit(
                                    greeting.request(instance),
                                    agent,
                                    admission -> answered(greeting, admission));
                });
    }

    private void answered(Greeting greeting, Admission admission) {
        agents.handshakes().answered(connection.channel());
        switch (admission) {
            case Admission.Admitted(var admitted, var secret) -> {
                if (!gone) {
                    admitted(greeting, admitted, new ClientId(admitted.id(), instance, secret));
                }
            }
            case Admission.Refused(var code, var message, _) -> {
                if (PASSING.contains(code)) {
                    onLoop(() -> control.close("not let in: " + code));
                } else {
                    onLoop(() -> control.refuse(message));
                }
            }
        }
    }

    private void admitted(Greeting greeting, Session admitted, ClientId id) {
        session = admitted;
        wishes = new WishList(agents, clients.settings, agent, admitted, connection);
        evict(greeting, admitted);
        idHash = Hash.of(id.text());
        clients.add(idHash, control);
        onLoop(() -> control.welcome(id));
    }

    /// The same client with another authtoken of its account: its old session goes, so that its
    /// names are free. With the same authtoken it has resumed that session.
    private void evict(Greeting greeting, Session admitted) {
        clients.find(greeting.clientIdHash())
                .flatMap(old -> old.membership().session())
                .filter(old -> old != admitted)
                .filter(old -> old.owner().accountId().equals(admitted.owner().accountId()))
                .ifPresent(old -> agents.departures().close(old, Ngrok1Agent.CAME_BACK));
    }

    private Optional<Session> session() {
        return Optional.ofNullable(session);
    }

    /// The client wants tunnels.
    void wish(Request.ReqTunnel wish) {
        agents.control()
                .execute(() -> {
                    if (wishes != null && !gone) {
                        wishes.add(wish);
                    }
                });
    }

    /// One of the client's tunnels is closed.
    void tunnelClosed(Tunnel tunnel, CloseReason reason) {
        agents.control()
                .execute(() -> {
                    if (wishes != null) {
                        wishes.closed(tunnel, reason);
                    }
                });
    }

    /// The client is sent away; the session is held here until its last visitor has been served.
    void retire() {
        agents.control()
                .execute(() -> {
                    retired = true;
                    connection.channel().close();
                });
    }

    /// The connection is gone.
    void lost(String why) {
        agents.control()
                .execute(() -> {
                    gone = true;
                    clients.remove(idHash, control);
                    clients.instances.end(instance);
                    if (retired) {
                        control.proxies().whenQuiet(() -> leave(why));
                    } else {
                        leave(why);
                    }
                });
    }

    private void leave(String why) {
        agents.control()
                .execute(() -> {
                    if (session != null) {
                        agents.departures().lost(session, agent, why);
                    }
                });
    }

    private void onLoop(Runnable action) {
        connection.channel().eventLoop().execute(action);
    }
}
