package dev.tunnel.edge;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
    @TempDir private Path path;

    @Test
    void one_edge_holds_it_and_one_stands_by() throws Exception {
        try (var holder = DataDirectory.open(path, Duration.ZERO);
                var successor = FileChannel.open(path.resolve("successor"), CREATE, WRITE)) {
            assertThat(holder.isAwaited()).isFalse();
            successor.lock();
            assertThat(holder.isAwaited()).isTrue();
            assertThatThrownBy(() -> DataDirectory.open(path, Duration.ZERO))
                    .isInstanceOf(EdgeStartException.class)
                    .hasMessageContaining("one more waits for it");
        }
    }

    @Test
    void a_holder_that_looks_for_a_successor_does_not_turn_it_away() throws Exception {
        try (var holder = DataDirectory.open(path, Duration.ZERO);
                var look = FileChannel.open(path.resolve("successor"), CREATE, WRITE)) {
            look.lock();
            var over =
                    CompletableFuture.runAsync(
                            () -> close(look),
                            CompletableFuture.delayedExecutor(30, TimeUnit.MILLISECONDS));
            assertThatThrownBy(() -> DataDirectory.open(path, Duration.ZERO))
                    .hasMessageContaining("did not drain");
            over.join();
            assertThat(holder.isTakenOver()).isFalse();
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
