package dev.tunnel.edge.tunnel;

import dev.tunnel.api.edge.AuthoriseRequest.AgentFacts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One agent's authenticated session, which outlives its connections: a dropped one leaves it
/// detached, the next one of the same agent is attached to it. Used on the control executor only,
/// except where a method says otherwise.
public final class Session {
    private final Owner owner;
    private final Map<String, Holding> holdings = new HashMap<>();

    private volatile AgentFacts facts;
    private volatile Grant grant;
    private volatile @Nullable Agent agent;
    private String secretHash;
    private boolean confirmed = true;
    private int attachments;

    /// Whose session it is.
    ///
    /// @param authtokenHash lower-case hex SHA-256 of the authtoken it was opened with
    public record Owner(UUID accountId, String accountName, String authtokenHash) {}

    /// @param secretHash hash of the secret that the agent was given
    public Session(Owner owner, AgentFacts facts, Grant grant, String secretHash) {
        this.owner = owner;
        this.facts = facts;
        this.grant = grant;
        this.secretHash = secretHash;
    }

    /// Any thread.
    public UUID id() {
        return grant.sessionId();
    }

    /// Any thread.
    public Owner owner() {
        return owner;
    }

    /// Any thread.
    public AgentFacts facts() {
        return facts;
    }

    /// Any thread.
    public Grant grant() {
        return grant;
    }

    /// Streams open over its connection. Any thread.
    public int streams() {
        var current = agent;
        return current == null ? 0 : current.streams();
    }

    /// Any thread.
    public boolean isAttached() {
        return agent != null;
    }

    /// Whether this is the session's present connection; a superseded one must not touch it.
    public boolean isServedBy(Agent candidate) {
        return agent == candidate;
    }

    /// How often an agent was attached: tells whether one was since.
    public int attachments() {
        return attachments;
    }

    /// Whether the platform authorised the present connection; not so while it is away.
    public boolean isConfirmed() {
        return confirmed;
    }

    /// Whether the agent knows the session's secret.
    ///
    /// @param hash lower-case hex SHA-256 of what the agent sent
    public boolean isProvenBy(String hash) {
        return MessageDigest.isEqual(
                secretHash.getBytes(StandardCharsets.US_ASCII),
                hash.getBytes(StandardCharsets.US_ASCII));
    }

    /// A new connection of the agent, granted by the platform.
    ///
    /// @return the connection it replaces, which must be closed
    public Optional<Agent> attach(Agent next, AgentFacts facts, Grant grant) {
        this.grant = grant;
        this.confirmed = true;
        return attach(next, facts, grant.secretHash());
    }

    /// A new connection of the agent, let in while the platform is away.
    ///
    /// @param secretHash hash of the secret that the agent is given
    public Optional<Agent> attachUnconfirmed(Agent next, AgentFacts facts, String secretHash) {
        this.confirmed = false;
        return attach(next, facts, secretHash);
    }

    private Optional<Agent> attach(Agent next, AgentFacts facts, String secretHash) {
        var previous = Optional.ofNullable(agent);
        this.facts = facts;
        this.secretHash = secretHash;
        agent = next;
        attachments++;
        holdings.values().forEach(held -> held.tunnel().detach());
        return previous;
    }

    /// The platform granted what was given back while it was away; the agent keeps its secret.
    public void confirm(Grant grant) {
        this.grant = grant;
        this.confirmed = true;
        holdings.replaceAll((_, held) -> new Holding(held.tunnel(), held.request(), false));
    }

    /// The platform granted one of its tunnels to the present generation.
    public void confirm(Holding held) {
        holdings.replace(
                held.tunnel().identity().key(),
                held,
                new Holding(held.tunnel(), held.request(), true));
    }

    /// The connection is gone: public connections are held until the agent is back.
    ///
    /// @return false when that connection was not the present one
    public boolean detach(Agent gone) {
        if (agent != gone) {
            return false;
        }
        agent = null;
        holdings.values().forEach(held -> held.tunnel().detach());
        return true;
    }

    /// The present connection.
    public Optional<Agent> agent() {
        return Optional.ofNullable(agent);
    }

    /// The tunnel that the agent calls so.
    public Optional<Holding> holding(String key) {
        return Optional.ofNullable(holdings.get(key));
    }

    /// A copy: closing tunnels while going through it is fine.
    public Collection<Holding> holdings() {
        return List.copyOf(holdings.values());
    }

    /// Serves a tunnel over the present connection.
    public void serve(Holding held, TunnelOptions options) {
        var current = agent;
        holdings.put(held.tunnel().identity().key(), held);
        if (current != null) {
            held.tunnel().attach(current, options);
        }
    }

    /// The tunnel does not belong to the session any more.
    public void forget(Tunnel tunnel) {
        holdings.values().removeIf(held -> held.tunnel() == tunnel);
    }

    @Override
    public String toString() {
        return "session " + id() + " of " + owner.accountName();
    }
}
