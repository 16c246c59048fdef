package dev.tunnel.server.session;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Decides whether a session gets an endpoint, and takes it from who held it.
///
/// Between accounts the first one wins, for as long as it holds or reserves the endpoint. Within an
/// account the newer claim wins, except that a session which the agent came back to, or which lost
/// this very tunnel before, does not win against one that began later: two agents that both
/// reconnect would take the name from each other for ever.
@ApplicationScoped
class Taking {
    private final Endpoints endpoints;
    private final Tunnels tunnels;
    private final Sessions sessions;
    private final Closing closing;

    Taking(Endpoints endpoints, Tunnels tunnels, Sessions sessions, Closing closing) {
        this.endpoints = endpoints;
        this.tunnels = tunnels;
        this.sessions = sessions;
        this.closing = closing;
    }

    /// How it went.
    enum Outcome {
        /// The account owns it and nobody else holds it.
        TAKEN,
        /// Another account has it.
        FOREIGN,
        /// Another tunnel of the account has it, and keeps it.
        IN_USE,
    }

    /// The endpoint that the agent named.
    Outcome demand(Wish wish, Endpoint endpoint) {
        return take(wish, endpoint, true);
    }

    /// An endpoint that the agent did not name but had before: taken from the same agent's same
    /// tunnel only.
    Outcome prefer(Wish wish, Endpoint endpoint) {
        return take(wish, endpoint, false);
    }

    private Outcome take(Wish wish, Endpoint endpoint, boolean named) {
        if (!endpoints.own(endpoint, wish.account())) {
            return Outcome.FOREIGN;
        }
        Optional<TunnelRow> holder = tunnels.holding(endpoint);
        if (holder.isEmpty() || holder.equals(wish.continues(endpoint))) {
            return Outcome.TAKEN;
        }
        if (!yields(holder.get(), wish, named)) {
            return Outcome.IN_USE;
        }
        closing.tunnel(holder.get(), Reason.TAKEN_OVER);
        // Closing the last tunnel of a name frees the name: own it again.
        return endpoints.own(endpoint, wish.account()) ? Outcome.TAKEN : Outcome.FOREIGN;
    }

    private boolean yields(TunnelRow held, Wish wish, boolean named) {
        SessionRow claimant = wish.session();
        if (held.session().equals(claimant.id())) {
            // Left over from before the agent came back, which did not ask for it again.
            return held.key().equals(wish.key()) || held.generation() < claimant.generation();
        }
        SessionRow holder = sessions.find(held.session()).orElseThrow();
        boolean sameTunnel =
                holder.instance().equals(claimant.instance()) && held.key().equals(wish.key());
        if (!named && !sameTunnel) {
            return false;
        }
        if (holder.ordinal() > claimant.ordinal() && (claimant.isResumed() || hasLost(wish))) {
            throw new ProblemException(
                    ProblemCode.NAME_TAKEN,
                    held.endpoint() + " was taken over by a newer session of this account");
        }
        return true;
    }

    private boolean hasLost(Wish wish) {
        return tunnels.lastOfKey(wish.session().id(), wish.key())
                .map(TunnelRow::closeReason)
                .filter(Reason.TAKEN_OVER::equals)
                .isPresent();
    }
}
