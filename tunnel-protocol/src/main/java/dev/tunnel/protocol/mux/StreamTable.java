package dev.tunnel.protocol.mux;

import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The streams of one connection by number. The edge numbers them upwards from 1 and never reuses
/// one.
final class StreamTable {
    private final int max;
    private final IntObjectMap<MuxStreamChannel> streams = new IntObjectHashMap<>();
    private List<MuxStreamChannel> touched = new ArrayList<>();
    private List<MuxStreamChannel> spare = new ArrayList<>();
    private int lastId;
    private volatile int size;

    StreamTable(int max) {
        this.max = max;
    }

    boolean isFull() {
        return streams.size() >= max || lastId == Integer.MAX_VALUE;
    }

    int nextId() {
        return lastId + 1;
    }

    /// Checks the number of a stream that the peer opens.
    void checkNew(int id) {
        if (id <= lastId) {
            throw new ProtocolException("OPEN of stream %d after %d".formatted(id, lastId));
        }
        lastId = id;
    }

    void add(MuxStreamChannel stream) {
        lastId = Math.max(lastId, stream.streamId());
        streams.put(stream.streamId(), stream);
        size = streams.size();
    }

    /// The stream, or null when it is closed already.
    ///
    /// @throws ProtocolException when there never was one of this number
    @Nullable MuxStreamChannel find(int id) {
        MuxStreamChannel stream = streams.get(id);
        if (stream == null && id > lastId) {
            throw new ProtocolException("frame on stream %d, never opened".formatted(id));
        }
        return stream;
    }

    void remove(MuxStreamChannel stream) {
        streams.remove(stream.streamId());
        size = streams.size();
    }

    int size() {
        return size;
    }

    /// Remembers that a stream got data in this pass.
    ///
    /// @return true, for the stream to note
    boolean touch(MuxStreamChannel stream) {
        touched.add(stream);
        return true;
    }

    /// Ends the pass for every stream that got data in it.
    void completeReads() {
        if (touched.isEmpty()) {
            return;
        }
        List<MuxStreamChannel> done = touched;
        touched = spare;
        spare = done;
        for (int i = 0; i < done.size(); i++) {
            done.get(i).input().onReadComplete();
        }
        done.clear();
    }

    void cutAll() {
        for (MuxStreamChannel stream : List.copyOf(streams.values())) {
            stream.cut();
        }
    }
}
