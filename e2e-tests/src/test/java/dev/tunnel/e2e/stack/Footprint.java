package dev.tunnel.e2e.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

/// What programs hold of the machine at a moment, to tell later whether any of them has grown.
public record Footprint(List<Entry> entries) {
    private static final long MIB = 1024 * 1024;
    private static final Duration SETTLE = Duration.ofSeconds(20);

    /// One program's resident memory in bytes and open file descriptors.
    private record Entry(Program program, long memory, long descriptors) {
        static Entry of(Program program) {
            return new Entry(program, program.residentBytes(), program.descriptors());
        }

        void expectAtMost(long growth, long moreDescriptors) {
            assertThat(program.descriptors())
                    .as("descriptors of %s", program.name())
                    .isLessThanOrEqualTo(descriptors + moreDescriptors);
            assertThat(program.residentBytes())
                    .as("memory of %s", program.name())
                    .isLessThanOrEqualTo(memory + growth);
        }

        @Override
        public String toString() {
            return "%s %d MiB, %d descriptors".formatted(program.name(), memory / MIB, descriptors);
        }
    }

    public static Footprint of(Program... programs) {
        return new Footprint(List.of(programs).stream().map(Entry::of).toList());
    }

    /// Fails when, some time after now, a program still holds that much more than it did then.
    public void expectNoGrowth(long mebibytes, long moreDescriptors) {
        await().atMost(SETTLE)
                .untilAsserted(() ->
                        entries.forEach(
                                entry -> entry.expectAtMost(mebibytes * MIB, moreDescriptors)));
    }
}
