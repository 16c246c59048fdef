package dev.tunnel.cli.forward.folder;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Sends a part of a file at the pace of the channel: a piece is read, on another thread, when
/// there is room for it. Event loop only.
final class FileSender {
    private static final int PIECE = 64 * 1024;

    private final ChannelHandlerContext ctx;
    private final Executor files;
    private final Reply.Body.Part part;
    private final Done done;
    private @Nullable FileChannel file;
    private long sent;
    private boolean reading;
    private boolean over;

    /// Hears how it went.
    @FunctionalInterface
    interface Done {
        /// @param whole false when the file could not be read to the end
        void done(boolean whole);
    }

    FileSender(ChannelHandlerContext ctx, Executor files, Reply.Body.Part part, Done done) {
        this.ctx = ctx;
        this.files = files;
        this.part = part;
        this.done = done;
    }

    /// Goes on when there is room.
    void proceed() {
        if (over || reading || !ctx.channel().isWritable()) {
            return;
        }
        if (sent == part.length()) {
            finish(true);
            return;
        }
        reading = true;
        long from = part.from() + sent;
        int length = (int) Math.min(PIECE, part.length() - sent);
        files.execute(() -> {
            ByteBuf piece = read(from, length);
            ctx.executor().execute(() -> write(piece));
        });
    }

    /// @return null when the file cannot be read, or is shorter than it was
    private @Nullable ByteBuf read(long from, int length) {
        ByteBuf piece = ctx.alloc().directBuffer(length, length);
        try {
            FileChannel open = file;
            if (open == null) {
                open =
                        FileChannel.open(
                                part.file(),
                                Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
                file = open;
            }
            while (piece.isWritable()) {
                int count =
                        piece.writeBytes(open, from + piece.readableBytes(), piece.writableBytes());
                if (count <= 0) {
                    throw new IOException("cut short");
                }
            }
            return piece;
        } catch (IOException _) {
            piece.release();
            return null;
        }
    }

    private void write(@Nullable ByteBuf piece) {
        reading = false;
        if (piece == null || over) {
            if (piece != null) {
                piece.release();
            }
            boolean told = over;
            finish(false);
            if (told) {
                closeFile();
            }
            return;
        }
        sent += piece.readableBytes();
        ctx.writeAndFlush(new DefaultHttpContent(piece));
        proceed();
    }

    /// Nobody reads any more.
    void cancel() {
        over = true;
        if (!reading) {
            closeFile();
        }
    }

    private void finish(boolean whole) {
        if (!over) {
            over = true;
            closeFile();
            done.done(whole);
        }
    }

    private void closeFile() {
        FileChannel open = file;
        if (open != null) {
            file = null;
            files.execute(() -> {
                try {
                    open.close();
                } catch (IOException _) {
                    // It was only read.
                }
            });
        }
    }
}
