package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.ingress.http.Refusal.Advice;

/// What visitors and owners can do about a page. Says nothing of what is behind a tunnel.
final class Advices {
    private static final String TRY_AGAIN = "Try again in a few seconds.";
    private static final String TELL_OWNER =
            "You cannot mend this yourself: tell whoever gave you the address.";

    static final Advice UNKNOWN =
            new Advice(
                    "Check the address for typing errors. If it worked before, its owner has closed"
                            + " the tunnel, or opened it under another name.",
                    "Start its agent, for example: tunnel http 8080. Its first lines say under"
                            + " which address it is reachable.");

    static final Advice OFFLINE =
            new Advice(
                    TRY_AGAIN + " The tunnel comes back by itself when its owner is online again.",
                    "Check that the agent still runs and that its machine is online; it reconnects"
                            + " by itself and keeps this address.");

    static final Advice BUSY =
            new Advice(
                    TRY_AGAIN,
                    "Your agent serves as many requests as it can at a time. See in its inspector"
                            + " which of them do not end.");

    static final Advice UNREACHABLE =
            new Advice(
                    TELL_OWNER,
                    "Start your service, or point the tunnel at the port where it listens. The"
                            + " agent's own output says what it tried.");

    static final Advice BROKEN =
            new Advice(
                    TRY_AGAIN + " If it stays like this, tell whoever gave you the address.",
                    "Look at your service's log for what happened with this request.");

    static final Advice INVALID =
            new Advice(
                    TELL_OWNER,
                    "Check that this port speaks HTTP. For anything else use tunnel tcp; for a"
                            + " service that speaks HTTPS itself, write its target as"
                            + " https://host:port.");

    static final Advice SLOW =
            new Advice(
                    TRY_AGAIN + " If it stays like this, tell whoever gave you the address.",
                    "Your service took the request and did not answer it. Look at what it is"
                            + " waiting for.");

    private Advices() {}
}
