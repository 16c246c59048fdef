package dev.tunnel.cli.inspect;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The inspector's pipeline, in the order in which bytes meet it.
final class InspectorInitializer extends ChannelInitializer<Channel> {

    private static final int MAX_REQUEST = 64 * 1024;
    private static final int IDLE_SECONDS = 60;

    private final Supplier<AgentFacts> agent;
    private @Nullable InspectorApi api;

    InspectorInitializer(Supplier<AgentFacts> agent) {
        this.agent = agent;
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.pipeline()
                .addLast(
                        new ReadTimeoutHandler(IDLE_SECONDS, TimeUnit.SECONDS),
                        new HttpServerCodec(),
                        new HttpObjectAggregator(MAX_REQUEST),
                        new LoopbackGuard(),
                        new InspectorHandler(api()));
    }

    /// Made for the first request: most runs never see one, and every start would pay for it. All
    /// connections are on one event loop.
    private InspectorApi api() {
        if (api == null) {
            api = new InspectorApi(agent);
        }
        return api;
    }
}
