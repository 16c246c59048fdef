package dev.tunnel.cli.edge;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// A local service on a unix domain socket that sends back what it gets.
public final class UnixEcho implements AutoCloseable {

    private final ServerSocketChannel server;

    public UnixEcho(Path path) throws IOException {
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        Thread.ofPlatform().daemon().start(this::serve);
    }

    private void serve() {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        while (server.isOpen()) {
            try (SocketChannel connection = server.accept()) {
                while (connection.read(buffer.clear()) >= 0) {
                    buffer.flip();
                    while (buffer.hasRemaining()) {
                        connection.write(buffer);
                    }
                }
            } catch (IOException _) {
                // The visitor or the test is gone.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
