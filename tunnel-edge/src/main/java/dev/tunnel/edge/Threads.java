package dev.tunnel.edge;

import dev.tunnel.protocol.net.Transport;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Everything that runs.
///
/// @param acceptors accepts connections
/// @param loops reads and writes them, one thread a core
/// @param control the one thread that changes sessions and tunnels
/// @param calls virtual threads that wait for the platform
/// @param files one thread that waits for the disk
record Threads(
        EventLoopGroup acceptors,
        EventLoopGroup loops,
        EventExecutor control,
        ExecutorService calls,
        ScheduledExecutorService files)
        implements AutoCloseable {
    private static final int QUIET_MILLIS = 50;
    private static final int LAST_MILLIS = 1000;

    static Threads start(Transport transport) {
        return new Threads(
                transport.group(1, "accept"),
                transport.group(Runtime.getRuntime().availableProcessors(), "loop"),
                new DefaultEventExecutor(new DefaultThreadFactory("control", true)),
                Executors.newVirtualThreadPerTaskExecutor(),
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("files").factory()));
    }

    @Override
    public void close() {
        var stopped = acceptors.shutdownGracefully(0, LAST_MILLIS, TimeUnit.MILLISECONDS);
        stopped.awaitUninterruptibly(LAST_MILLIS);
        loops.shutdownGracefully(QUIET_MILLIS, LAST_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(LAST_MILLIS);
        control.shutdownGracefully(QUIET_MILLIS, LAST_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(LAST_MILLIS);
        calls.shutdownNow();
        files.shutdown();
    }
}
