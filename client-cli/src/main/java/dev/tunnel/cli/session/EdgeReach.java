package dev.tunnel.cli.session;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// Finds the edge and connects to it: one attempt.
///
/// @param loop where answers arrive
record EdgeReach(EventLoop loop, EdgeFinder finder, Dialer dialer) {

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
            case EdgeFinder.Found.At(var edge) ->
                    dialer.dial(edge)
                            .addListener((Future<Channel> dialled) ->
                                    answer.accept(
                                            dialled.isSuccess()
                                                    ? new Reached.Connected(dialled.getNow())
                                                    : new Reached.Failed(
                                                            DialFailure.explain(
                                                                    edge, dialled.cause()))));
        }
    }
}
