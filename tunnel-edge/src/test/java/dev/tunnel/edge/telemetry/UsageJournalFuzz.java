package dev.tunnel.edge.telemetry;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// Whatever the disk kept of a journal, the edge starts; what cannot be read is set aside whole.
public final class UsageJournalFuzz {
    private UsageJournalFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        var store = new Store(data);
        UsageJournal.open(store);
        if (store.aside != null && !Arrays.equals(store.aside, data)) {
            throw new AssertionError("not kept as it was");
        }
    }

    private static final class Store implements UsageStore {
        private final byte[] content;
        private byte @org.jspecify.annotations.Nullable [] aside;

        Store(byte[] content) {
            this.content = content;
        }

        @Override
        public Optional<byte[]> read() {
            return Optional.of(content);
        }

        @Override
        public void write(byte[] bytes) {}

        @Override
        public Map<String, byte[]> left() {
            return Map.of("handed over", content);
        }

        @Override
        public void leave(String name, byte[] bytes) {}

        @Override
        public void forget(String name) {}

        @Override
        public void setAside(byte[] bytes, String why) {
            aside = bytes;
        }
    }
}
