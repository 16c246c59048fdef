package dev.tunnel.cli.inspect.capture;

import io.netty.buffer.ByteBuf;

/// A connection of which nothing is known but bytes: one entry with the first of them.
final class ConnectionTap implements Tap {

    private final Recorder recorder;
    private boolean visitorEnded;
    private boolean serviceEnded;

    ConnectionTap(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public void read(boolean fromVisitor, ByteBuf buffer) {
        int index = buffer.readerIndex();
        int count = buffer.readableBytes();
        if (fromVisitor) {
            recorder.sent(buffer, index, count);
        } else {
            recorder.received(buffer, index, count);
        }
    }

    @Override
    public void end(boolean fromVisitor) {
        if (fromVisitor) {
            visitorEnded = true;
            recorder.requestEnd();
        } else {
            serviceEnded = true;
            recorder.responseEnd();
        }
        if (visitorEnded && serviceEnded) {
            recorder.finish(Entry.State.DONE);
        }
    }
}
