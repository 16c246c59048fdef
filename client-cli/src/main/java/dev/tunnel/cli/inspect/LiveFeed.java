package dev.tunnel.cli.inspect;

import dev.tunnel.cli.inspect.api.PageApi;
import dev.tunnel.cli.inspect.capture.CaptureListener;
import dev.tunnel.cli.inspect.capture.Captures;
import dev.tunnel.cli.inspect.capture.Entry;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Tells one page what has changed, as server-sent events: a few times a second at most, however
/// much goes on. What a page that does not read would have to be told is each entry once.
final class LiveFeed implements CaptureListener {

    private static final long PACE_MILLIS = 100;
    private static final long HEARTBEAT_SECONDS = 15;

    private final ChannelHandlerContext ctx;
    private final Captures captures;
    private final PageApi api;
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean due = new AtomicBoolean();
    private final AtomicBoolean cleared = new AtomicBoolean();

    LiveFeed(ChannelHandlerContext ctx, Captures captures, PageApi api) {
        this.ctx = ctx;
        this.captures = captures;
        this.api = api;
    }

    /// Begins with everything there is.
    void begin() {
        ctx.channel().eventLoop().execute(this::waitForNothing);
        captures.listen(this);
        ctx.write(Responses.live());
        event("all", api.feed(captures.entries()));
        heartbeat();
    }

    /// Nothing more is asked on this connection.
    private void waitForNothing() {
        if (ctx.pipeline().get(ReadTimeoutHandler.class) != null) {
            ctx.pipeline().remove(ReadTimeoutHandler.class);
        }
    }

    void end() {
        captures.unlisten(this);
    }

    @Override
    public void onChange(String id) {
        changed.add(id);
        schedule();
    }

    @Override
    public void onClear() {
        cleared.set(true);
        schedule();
    }

    @Override
    public void onPause() {
        schedule();
    }

    private void schedule() {
        if (due.compareAndSet(false, true)) {
            ctx.executor().schedule(this::tell, PACE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tell() {
        if (!ctx.channel().isActive()) {
            return;
        }
        due.set(false);
        if (!ctx.channel().isWritable()) {
            schedule();
            return;
        }
        if (cleared.getAndSet(false)) {
            changed.clear();
            event("all", api.feed(captures.entries()));
            return;
        }
        List<Entry> entries = new ArrayList<>();
        for (String id : List.copyOf(changed)) {
            changed.remove(id);
            captures.find(id).ifPresent(entries::add);
        }
        event("changed", api.feed(entries));
    }

    private void heartbeat() {
        ctx.executor()
                .schedule(
                        () -> {
                            if (ctx.channel().isActive()) {
                                ctx.writeAndFlush(content(": \n\n"));
                                heartbeat();
                            }
                        },
                        HEARTBEAT_SECONDS,
                        TimeUnit.SECONDS);
    }

    private void event(String name, String json) {
        ctx.writeAndFlush(content("event: " + name + "\ndata: " + json + "\n\n"));
    }

    private DefaultHttpContent content(String text) {
        return new DefaultHttpContent(ByteBufUtil.writeUtf8(ctx.alloc(), text));
    }
}
