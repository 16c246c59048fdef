package dev.tunnel.cli.inspect;

import dev.tunnel.cli.inspect.api.Api;
import dev.tunnel.cli.inspect.api.InspectorParts;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.EventExecutorGroup;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The inspector's pipeline, in the order in which bytes meet it.
final class InspectorInitializer extends ChannelInitializer<Channel> {

    /// A replay with an edited body, in Base64.
    private static final int MAX_REQUEST = 8 << 20;

    private static final int IDLE_SECONDS = 60;

    private final InspectorParts parts;
    private final EventExecutorGroup executor;
    private @Nullable Api api;

    InspectorInitializer(InspectorParts parts, EventExecutorGroup executor) {
        this.parts = parts;
        this.executor = executor;
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.pipeline()
                .addLast(
                        new ReadTimeoutHandler(IDLE_SECONDS, TimeUnit.SECONDS),
                        new HttpServerCodec(),
                        new HttpObjectAggregator(MAX_REQUEST),
                        new RequestGuard(parts.token()))
                .addLast(executor, new InspectorHandler(parts, api()));
    }

    /// Made for the first request: most runs never see one, and every start would pay for it. All
    /// connections are on one event loop.
    private Api api() {
        if (api == null) {
            api = new Api(parts);
        }
        return api;
    }
}
