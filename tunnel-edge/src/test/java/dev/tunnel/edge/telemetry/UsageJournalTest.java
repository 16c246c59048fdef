package dev.tunnel.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunnel.api.edge.UsageReport;
import dev.tunnel.api.edge.UsageReport.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UsageJournalTest {
    private static final Instant MINUTE = Instant.parse("2026-11-23T10:00:00Z");
    private static final UUID TUNNEL = new UUID(0, 1);

    private final MemoryStore store = new MemoryStore();

    @Test
    void sums_the_same_tunnel_and_minute_into_one_entry() throws IOException {
        var journal = UsageJournal.open(store);
        journal.settle(0);
        journal.add(List.of(bytes(TUNNEL, MINUTE, 10)));
        journal.add(List.of(bytes(TUNNEL, MINUTE, 5), bytes(TUNNEL, MINUTE.plusSeconds(60), 1)));

        assertThat(journal.next())
                .hasValue(
                        new UsageReport(
                                1,
                                List.of(
                                        bytes(TUNNEL, MINUTE, 15),
                                        bytes(TUNNEL, MINUTE.plusSeconds(60), 1))));
    }

    @Test
    void repeats_a_report_unchanged_until_it_is_counted() throws IOException {
        var journal = UsageJournal.open(store);
        journal.settle(0);
        journal.add(List.of(bytes(TUNNEL, MINUTE, 10)));
        var first = journal.next();
        journal.add(List.of(bytes(TUNNEL, MINUTE, 7)));

        assertThat(journal.next()).isEqualTo(first);
        journal.counted(1);
        assertThat(journal.next()).hasValue(new UsageReport(2, List.of(bytes(TUNNEL, MINUTE, 7))));
    }

    @Test
    void adopts_what_the_edge_before_carried_to_its_end_once() throws IOException {
        UsageJournal.open(store).leave("7", List.of(bytes(TUNNEL, MINUTE, 10)));
        var journal = UsageJournal.open(store);
        journal.settle(0);
        store.crash = 3;
        assertThatThrownBy(journal::adopt).isInstanceOf(MemoryStore.Crash.class);
        store.crash = 0;

        var restarted = UsageJournal.open(store);
        restarted.settle(0);
        restarted.adopt();
        assertThat(restarted.next())
                .hasValue(new UsageReport(1, List.of(bytes(TUNNEL, MINUTE, 10))));
        restarted.counted(1);
        assertThat(restarted.next()).isEmpty();
        assertThat(store.left).isEmpty();
    }

    @Test
    void what_is_left_is_not_forgotten_before_its_adoption_is_on_disk() throws IOException {
        UsageJournal.open(store).leave("7", List.of(bytes(TUNNEL, MINUTE, 10)));
        var journal = UsageJournal.open(store);
        store.refuses = true;
        journal.adopt();
        journal.adopt();
        assertThat(store.left).hasSize(1);

        store.refuses = false;
        var restarted = UsageJournal.open(store);
        restarted.adopt();
        assertThat(drain(restarted, 0)).isEqualTo(10);
    }

    @Test
    void leaves_what_the_disk_refused_before_and_nothing_else_twice() throws IOException {
        var journal = UsageJournal.open(store);
        journal.add(List.of(bytes(TUNNEL, MINUTE, 1)));
        store.refuses = true;
        journal.add(List.of(bytes(TUNNEL, MINUTE, 10)));
        store.refuses = false;
        journal.leave("7", List.of(bytes(TUNNEL, MINUTE, 100)));

        var next = UsageJournal.open(store);
        next.adopt();
        assertThat(drain(next, 0)).isEqualTo(111);
    }

    @Test
    void delivers_nothing_before_the_platform_said_where_the_numbers_are() throws IOException {
        var journal = UsageJournal.open(store);
        journal.add(List.of(bytes(TUNNEL, MINUTE, 10)));

        assertThat(journal.next()).isEmpty();
        journal.settle(41);
        assertThat(journal.next().orElseThrow().sequence()).isEqualTo(42);
    }

    @Test
    void forgets_a_sealed_report_that_was_counted_before_the_crash() throws IOException {
        var journal = UsageJournal.open(store);
        journal.settle(0);
        journal.add(List.of(bytes(TUNNEL, MINUTE, 10)));
        journal.next();

        var restarted = UsageJournal.open(store);
        restarted.settle(1);

        assertThat(restarted.next()).isEmpty();
        assertThat(restarted.backlog()).isZero();
    }

    @Test
    void splits_what_is_too_large_for_one_report() throws IOException {
        var journal = UsageJournal.open(store);
        journal.settle(0);
        journal.add(
                IntStream.range(0, 5000).mapToObj(i -> bytes(new UUID(0, i), MINUTE, 1)).toList());

        assertThat(journal.next().orElseThrow().entries()).hasSize(4000);
        journal.counted(1);
        assertThat(journal.next().orElseThrow().entries()).hasSize(1000);
    }

    @Test
    void gives_up_minutes_but_no_byte_when_an_outage_lasts_long() throws IOException {
        var journal = UsageJournal.open(store);
        for (int minute = 0; minute < 300; minute++) {
            var at = MINUTE.plusSeconds(60L * minute);
            journal.add(
                    IntStream.range(0, 100).mapToObj(i -> bytes(new UUID(0, i), at, 3)).toList());
        }

        assertThat(journal.backlog()).isLessThanOrEqualTo(UsageEntries.MOST);
        journal.settle(0);
        assertThat(drain(journal)).isEqualTo(300 * 100 * 3);
    }

    @Test
    void keeps_counting_in_memory_while_the_disk_refuses() throws IOException {
        var journal = UsageJournal.open(store);
        journal.settle(0);
        store.refuses = true;
        journal.add(List.of(bytes(TUNNEL, MINUTE, 10)));
        assertThat(journal.isFailing()).isTrue();
        assertThat(journal.next()).as("nothing is sent that is not on disk").isEmpty();

        store.refuses = false;
        journal.add(List.of());
        assertThat(journal.isFailing()).isFalse();
        assertThat(drain(UsageJournal.open(store), 0)).isEqualTo(10);
    }

    @Test
    void puts_an_unreadable_journal_aside(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("journal.json"), "{\"sequence\":");

        var journal = UsageJournal.open(new UsageFile(directory));

        assertThat(journal.backlog()).isZero();
        assertThat(directory.resolve("unreadable.json")).hasContent("{\"sequence\":");
    }

    @Test
    void puts_a_refused_report_aside_and_goes_on(@TempDir Path directory) throws IOException {
        var journal = UsageJournal.open(new UsageFile(directory));
        journal.settle(0);
        journal.add(List.of(bytes(TUNNEL, MINUTE, 10)));
        journal.refused(journal.next().orElseThrow());
        journal.add(List.of(bytes(TUNNEL, MINUTE, 4)));

        assertThat(directory.resolve("refused-1.json")).exists();
        assertThat(journal.next().orElseThrow().sequence()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void loses_and_doubles_nothing_whatever_crashes_when(int seed) throws IOException {
        for (int run = 0; run < 150; run++) {
            new History(new Random(seed * 1000L + run)).play();
        }
    }

    private static long drain(UsageJournal journal, long settled) {
        journal.settle(settled);
        return drain(journal);
    }

    private static long drain(UsageJournal journal) {
        long bytes = 0;
        for (var report = journal.next(); report.isPresent(); report = journal.next()) {
            bytes += report.get().entries().stream().mapToLong(Entry::bytesIn).sum();
            journal.counted(report.get().sequence());
        }
        return bytes;
    }

    private static Entry bytes(UUID tunnel, Instant minute, long in) {
        return new Entry(tunnel, minute, in, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /// An edge that crashes at every possible step, a platform whose answers get lost.
    private static final class History {
        private final Random random;
        private final MemoryStore store = new MemoryStore();
        private final Map<Long, UsageReport> counted = new HashMap<>();
        private UsageJournal journal;
        private long carried;

        History(Random random) throws IOException {
            this.random = random;
            this.journal = UsageJournal.open(store);
        }

        void play() throws IOException {
            for (int step = 0; step < 60; step++) {
                store.crash = random.nextInt(6) == 0 ? random.nextInt(2) + 1 : 0;
                try {
                    step();
                } catch (MemoryStore.Crash _) {
                    journal = UsageJournal.open(store);
                }
                store.crash = 0;
            }
            journal = UsageJournal.open(store);
            journal.settle(last());
            deliverAll();
            assertThat(total()).isEqualTo(carried);
        }

        private void step() {
            switch (random.nextInt(4)) {
                case 0, 1 -> carry();
                case 2 -> journal.settle(last());
                default -> deliver();
            }
        }

        private void carry() {
            long bytes = random.nextLong(1, 100);
            long writes = store.writes;
            try {
                journal.add(List.of(bytes(new UUID(0, random.nextInt(3)), MINUTE, bytes)));
            } finally {
                // What a crash kept off the disk is the unreported interval that may be lost.
                carried += store.writes > writes ? bytes : 0;
            }
        }

        private void deliver() {
            journal.next()
                    .ifPresent(report -> {
                        if (random.nextInt(4) > 0) {
                            count(report);
                            if (random.nextInt(3) > 0) {
                                journal.counted(report.sequence());
                            }
                        }
                    });
        }

        private void deliverAll() {
            for (var report = journal.next(); report.isPresent(); report = journal.next()) {
                count(report.get());
                journal.counted(report.get().sequence());
            }
        }

        private void count(UsageReport report) {
            var earlier = counted.putIfAbsent(report.sequence(), report);
            if (earlier != null) {
                assertThat(report).as("a repeated report is the same").isEqualTo(earlier);
            }
        }

        private long last() {
            return counted.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        }

        private long total() {
            return counted.values().stream()
                    .flatMap(report -> report.entries().stream())
                    .mapToLong(Entry::bytesIn)
                    .sum();
        }
    }

    private static final class MemoryStore implements UsageStore {
        private final Map<String, byte[]> left = new HashMap<>();
        private byte @Nullable [] content;
        private boolean refuses;
        private int crash;
        private long writes;

        @SuppressWarnings("serial")
        private static final class Crash extends Error {}

        @Override
        public Optional<byte[]> read() {
            return Optional.ofNullable(content);
        }

        @Override
        public void write(byte[] next) throws IOException {
            if (refuses) {
                throw new IOException("no space left on device");
            }
            if (crash == 1) {
                throw new Crash();
            }
            content = next.clone();
            writes++;
            if (crash == 2) {
                throw new Crash();
            }
        }

        @Override
        public Map<String, byte[]> left() {
            return Map.copyOf(left);
        }

        @Override
        public void leave(String name, byte[] content) {
            left.put(name, content);
        }

        @Override
        public void forget(String name) {
            if (crash == 3) {
                throw new Crash();
            }
            left.remove(name);
        }

        @Override
        public void setAside(byte[] content, String why) {}
    }
}
