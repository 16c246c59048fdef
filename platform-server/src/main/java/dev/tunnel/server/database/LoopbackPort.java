package dev.tunnel.server.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/// The port that was used last time if it is free, so that what people noted stays true; otherwise
/// a free one, noted in a file.
record LoopbackPort(Path file) {
    int choose() throws IOException {
        int port = free(last());
        Files.writeString(file, String.valueOf(port));
        return port;
    }

    private int last() throws IOException {
        try {
            return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static int free(int wanted) throws IOException {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            if (wanted == 0) {
                throw e;
            }
            return free(0);
        }
    }
}
