package dev.tunnel.cli.forward.folder;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannelConfig;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/// Makes a stream end at the files of a folder.
public final class FolderInitializer {
    private static final int LONGEST_HEAD = 64 * 1024;

    private final Executor files =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("files").factory());

    /// @param stream new, on its event loop
    public void init(Channel stream, Path folder) {
        if (stream.config() instanceof DuplexChannelConfig duplex) {
            duplex.setAllowHalfClosure(true);
        }
        HttpDecoderConfig limits =
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(LONGEST_HEAD)
                        .setMaxHeaderSize(LONGEST_HEAD);
        stream.pipeline()
                .addLast(
                        new HttpServerCodec(limits),
                        new FolderHandler(new Answers(new FolderSite(folder)), files));
    }
}
