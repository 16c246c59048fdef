package dev.tunnel.cli.session;

import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.reach.Race;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// Finds the edge and connects to it: one attempt.
///
/// @param loop where answers arrive
record EdgeReach(EventLoop loop, EdgeFinder finder, Dialer dialer) {

    /// How long the agents' own port is waited for before the HTTPS port is tried, too.
    private static final Duration HEAD_START = Duration.ofSeconds(3);

    /// How an attempt ended.
    sealed interface Reached {
        /// A connection that is ready for the mux protocol.
        record Connected(Channel channel) implements Reached {}

        /// No connection, and why, for people.
        record Failed(String reason) implements Reached {}
    }

    /// @param failures how many attempts in a row have failed
    /// @param answer is given one answer, on the event loop, within bounded time
    void attempt(int failures, Consumer<Reached> answer) {
        finder.find(failures, found -> onLoop(() -> dial(found, answer)));
    }

    /// An agent that was stopped while it looked for an edge does not need it any more.
    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            if (!loop.isShuttingDown()) {
                throw e;
            }
        }
    }

    private void dial(EdgeFinder.Found found, Consumer<Reached> answer) {
        switch (found) {
            case EdgeFinder.Found.Nowhere(var reason) -> answer.accept(new Reached.Failed(reason));
            case EdgeFinder.Found.At(var edge) -> race(edge, answer);
        }
    }

    private void race(EdgeAddress edge, Consumer<Reached> answer) {
        new Race<>(loop, HEAD_START, edge.candidates(), at -> dialer.dial(at, edge.ca()))
                .run()
                .addListener((Future<Race.Winner<HostPort>> raced) -> {
                    if (raced.isSuccess()) {
                        finder.answered(edge, raced.getNow().address());
                        answer.accept(new Reached.Connected(raced.getNow().channel()));
                    } else {
                        answer.accept(new Reached.Failed(DialFailure.explain(edge, raced.cause())));
                    }
                });
    }
}
