package dev.tunnel.edge.acme;

import java.util.List;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.exception.AcmeException;

/// A way to prove names to the authority.
interface Proofs {
    /// Whatever must be in place before the authority looks.
    ///
    /// @param authorizations those of one order that are still to be proved
    /// @return what to tell the authority to look at, open until it is closed
    Open prepare(List<Authorization> authorizations, HeldLease lease)
            throws AcmeException, OrderFailure, LeaseLostException, InterruptedException;

    /// Proofs that are in place.
    ///
    /// @param challenges in the order of the authorizations
    record Open(List<Challenge> challenges, Runnable end) implements AutoCloseable {
        public Open {
            challenges = List.copyOf(challenges);
        }

        @Override
        public void close() {
            end.run();
        }
    }
}
