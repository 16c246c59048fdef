package dev.tunnel.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateDirectoryTest {

    @TempDir private Path directory;

    private final AtomicInteger ids = new AtomicInteger();

    private StateDirectory state(Path path) {
        return new StateDirectory(path, () -> "random-id-" + ids.incrementAndGet());
    }

    @Test
    void theNextProcessTakesTheSameSlotAndTwoAtOnceDiffer() {
        StateDirectory state = state(directory.resolve("state"));
        String first;
        try (InstanceSlot a = state.takeSlot();
                InstanceSlot b = state.takeSlot()) {
            first = a.instance();
            assertThat(a.instance()).isEqualTo("random-id-1-0");
            assertThat(b.instance()).isEqualTo("random-id-1-1");
        }
        try (InstanceSlot again = state(directory.resolve("state")).takeSlot()) {
            assertThat(again.instance()).isEqualTo(first);
        }
    }

    @Test
    void aRunningAgentSaysWhereItsInspectorIs() {
        StateDirectory state = state(directory);
        assertThat(state.runningInspectors()).isEmpty();
        try (InstanceSlot slot = state.takeSlot()) {
            slot.announce("http://127.0.0.1:4041");
            assertThat(state.runningInspectors()).containsExactly("http://127.0.0.1:4041");
        }
        assertThat(state.runningInspectors()).isEmpty();
    }

    @Test
    void anUnwritableHomeCostsOnlyTheMemory() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");
        try (InstanceSlot a = state(file.resolve("state")).takeSlot();
                InstanceSlot b = state(file.resolve("state")).takeSlot()) {
            assertThat(a.instance()).isNotEqualTo(b.instance());
        }
    }

    @Test
    void aDamagedIdentifierIsReplaced() throws IOException {
        Files.writeString(directory.resolve("machine-id"), "\u0000 \n");
        try (InstanceSlot slot = state(directory).takeSlot()) {
            assertThat(slot.instance()).isEqualTo("random-id-1-0");
        }
    }
}
