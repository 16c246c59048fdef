package dev.tunnel.cli.inspect.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CapturesTest {

    private static final CaptureLimits SMALL =
            new CaptureLimits(10_000, 1000, 5, 20, 40_000, 100_000);

    @TempDir private Path directory;

    private Captures captures(CaptureLimits limits) {
        return new Captures(limits, Wire.CLOCK, System::nanoTime, directory);
    }

    private static void exchange(Captures captures, int i) {
        byte[] body = new byte[8000];
        java.util.Arrays.fill(body, (byte) i);
        new Wire(captures, Wire.source(Source.Kind.HTTP), 0)
                .visitor("PUT /" + i + " HTTP/1.1\r\nContent-Length: 8000\r\n\r\n")
                .visitor(body)
                .service("HTTP/1.1 204 No Content\r\n\r\n");
    }

    @Test
    void movesTheOldestBodiesToDiskWhenMemoryIsShort() {
        try (Captures captures = captures(SMALL)) {
            for (int i = 1; i <= 8; i++) {
                exchange(captures, i);
                await().until(() -> captures.memory() <= SMALL.memory());
            }
            List<Entry> entries = captures.entries().reversed();
            assertThat(entries).hasSize(8);
            assertThat(entries.getFirst().sent().content()).isInstanceOf(Content.Spilled.class);
            for (int i = 1; i <= 8; i++) {
                assertThat(entries.get(i - 1).sent().content().read().orElseThrow())
                        .hasSize(8000)
                        .containsOnly(i);
            }
        }
    }

    @Test
    void leavesNoFileBehind() throws IOException {
        try (Captures captures = captures(SMALL)) {
            for (int i = 1; i <= 8; i++) {
                exchange(captures, i);
                await().until(() -> captures.memory() <= SMALL.memory());
            }
            try (var files = Files.list(directory)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void forgetsWhatTheRingHasOverwritten() {
        CaptureLimits tiny = new CaptureLimits(10_000, 1000, 5, 100, 20_000, 30_000);
        try (Captures captures = captures(tiny)) {
            for (int i = 1; i <= 12; i++) {
                exchange(captures, i);
                await().until(() -> captures.memory() <= tiny.memory());
            }
            Entry oldest = captures.entries().getLast();
            assertThat(oldest.sent().content().read()).isEmpty();
            assertThat(oldest.sent().size()).isEqualTo(8000);
        }
    }

    @Test
    void forgetsTheOldestEntriesWhereThereIsNoDisk() {
        CaptureLimits memoryOnly = new CaptureLimits(10_000, 1000, 5, 100, 40_000, 0);
        try (Captures captures = captures(memoryOnly)) {
            for (int i = 1; i <= 20; i++) {
                exchange(captures, i);
                await().until(() -> captures.memory() <= memoryOnly.memory());
            }
            assertThat(captures.entries()).hasSizeLessThan(6);
        }
    }

    @Test
    void keepsNoMoreEntriesThanItsLimit() {
        try (Captures captures = captures(CaptureLimits.DEFAULT)) {
            Wire wire = new Wire(captures, Wire.source(Source.Kind.HTTP), 0);
            for (int i = 0; i < 1200; i++) {
                wire.visitor("GET /" + i + " HTTP/1.1\r\n\r\n");
                wire.service("HTTP/1.1 204 No Content\r\n\r\n");
            }
            assertThat(captures.entries()).hasSize(CaptureLimits.DEFAULT.entries());
        }
    }

    @Test
    void neverGoesBeyondItsMemoryWhileBodiesArrive() {
        try (Captures captures = captures(SMALL)) {
            for (int i = 0; i < 30; i++) {
                new Wire(captures, Wire.source(Source.Kind.HTTP), 0)
                        .visitor("PUT / HTTP/1.1\r\nContent-Length: 9000\r\n\r\n")
                        .visitor(new byte[8999]);
            }
            assertThat(captures.memory()).isLessThanOrEqualTo(SMALL.hardMemory());
        }
    }

    @Test
    void givesAllMemoryBackWhenItIsCleared() {
        try (Captures captures = captures(CaptureLimits.DEFAULT)) {
            exchange(captures, 1);
            Wire open =
                    new Wire(captures, Wire.source(Source.Kind.HTTP), 0)
                            .visitor("PUT / HTTP/1.1\r\nContent-Length: 9000\r\n\r\nx");
            captures.clear();
            open.visitor(new byte[8000]);

            assertThat(captures.entries()).isEmpty();
            assertThat(captures.memory()).isZero();
        }
    }

    @Test
    void tellsThatTheServiceCouldNotBeReached() {
        try (Captures captures = captures(CaptureLimits.DEFAULT)) {
            captures.onStream(Wire.source(Source.Kind.HTTP)).onUnreachable("connection refused");
            assertThat(captures.entries().getFirst().note()).contains("connection refused");
        }
    }
}
