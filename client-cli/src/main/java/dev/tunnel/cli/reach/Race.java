package dev.tunnel.cli.reach;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Tries several ways to one place as RFC 8305 (happy eyeballs) says: the next one starts when the
/// one before has failed or has not answered for a while, and the first that answers wins. Event
/// loop only.
///
/// @param <A> what is tried
public final class Race<A> {

    private final EventLoop loop;
    private final Duration headStart;
    private final Deque<A> left;
    private final Function<A, Future<Channel>> open;
    private final Promise<Winner<A>> promise;
    private @Nullable Future<?> timer;
    private @Nullable Throwable failure;
    private int running;

    /// Who answered first.
    public record Winner<A>(A address, Channel channel) {}

    /// @param headStart how long one is waited for before the next is tried beside it
    public Race(
            EventLoop loop,
            Duration headStart,
            Deque<A> candidates,
            Function<A, Future<Channel>> open) {
        this.loop = loop;
        this.headStart = headStart;
        this.left = candidates;
        this.open = open;
        this.promise = loop.newPromise();
    }

    /// @return fails as the first one did when all have failed
    public Future<Winner<A>> run() {
        next();
        return promise;
    }

    private void next() {
        A candidate = left.poll();
        if (candidate == null || promise.isDone()) {
            return;
        }
        running++;
        Future<Channel> attempt = open.apply(candidate);
        attempt.addListener((Future<Channel> done) -> finished(candidate, done));
        if (!left.isEmpty() && !attempt.isDone()) {
            timer = loop.schedule(this::next, headStart.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void finished(A candidate, Future<Channel> done) {
        running--;
        if (done.isSuccess()) {
            stopTimer();
            if (!promise.trySuccess(new Winner<>(candidate, done.getNow()))) {
                done.getNow().close();
            }
            return;
        }
        failure = failure == null ? done.cause() : failure;
        if (!left.isEmpty()) {
            stopTimer();
            next();
        } else if (running == 0) {
            promise.tryFailure(failure);
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
