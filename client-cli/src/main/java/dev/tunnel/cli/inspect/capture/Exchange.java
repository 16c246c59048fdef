package dev.tunnel.cli.inspect.capture;

import dev.tunnel.cli.inspect.capture.Entry.State;
import dev.tunnel.cli.inspect.capture.Entry.Stream;
import dev.tunnel.cli.inspect.http.EventStreamParser;
import dev.tunnel.cli.inspect.http.Headers;
import dev.tunnel.cli.inspect.http.NotHttpException;
import dev.tunnel.cli.inspect.http.RequestHead;
import dev.tunnel.cli.inspect.http.ResponseHead;
import dev.tunnel.cli.inspect.http.WebSocketParser;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// One request and its answer, while they go by.
final class Exchange {

    private final RequestHead request;
    private final Captures store;
    private final @Nullable Recorder recorder;
    private @Nullable EventStreamParser events;
    private @Nullable WebSocketParser framesIn;
    private @Nullable WebSocketParser framesOut;
    private boolean requestEnded;
    private boolean responseEnded;

    /// @param recorder absent while recording is paused
    Exchange(RequestHead request, Captures store, @Nullable Recorder recorder) {
        this.request = request;
        this.store = store;
        this.recorder = recorder;
    }

    String method() {
        return request.method();
    }

    void requestBody(ByteBuf buffer, int index, int count) {
        if (recorder != null) {
            recorder.sent(buffer, index, count);
        }
    }

    void requestEnd() {
        requestEnded = true;
        if (recorder != null) {
            recorder.requestEnd();
        }
        finishWhenOver();
    }

    void interim() {
        if (recorder != null) {
            recorder.interim();
        }
    }

    void response(ResponseHead head, int length) {
        if (recorder == null) {
            return;
        }
        recorder.response(head, length);
        Headers headers = head.headers();
        if (headers.mediaType().equals("text/event-stream")
                && headers.first("content-encoding").isEmpty()) {
            recorder.stream(Stream.EVENTS);
            events =
                    new EventStreamParser(
                            store.limits().message(),
                            event -> recorder.message(new Message.Event(store.now(), event)));
        }
    }

    void responseBody(ByteBuf buffer, int index, int count) {
        if (recorder != null) {
            recorder.received(buffer, index, count);
            if (events != null) {
                events.read(buffer, index, count);
            }
        }
    }

    void responseEnd() {
        responseEnded = true;
        if (recorder != null) {
            recorder.responseEnd();
        }
        finishWhenOver();
    }

    private void finishWhenOver() {
        if (requestEnded && responseEnded && recorder != null) {
            recorder.finish(State.DONE);
        }
    }

    // --- after a switch of protocols ---

    void switched() {
        if (recorder == null) {
            return;
        }
        if (request.headers().has("upgrade", "websocket")) {
            recorder.stream(Stream.WEBSOCKET);
            int limit = store.limits().message();
            framesIn = new WebSocketParser(limit, frame -> onFrame(recorder, true, frame));
            framesOut = new WebSocketParser(limit, frame -> onFrame(recorder, false, frame));
        } else {
            recorder.stream(Stream.OTHER);
        }
    }

    private void onFrame(Recorder to, boolean fromVisitor, WebSocketParser.Frame frame) {
        to.message(new Message.Frame(store.now(), fromVisitor, frame));
    }

    void raw(boolean fromVisitor, ByteBuf buffer, int index, int count) {
        if (recorder == null) {
            return;
        }
        if (fromVisitor) {
            recorder.sent(buffer, index, count);
        } else {
            recorder.received(buffer, index, count);
        }
        WebSocketParser frames = fromVisitor ? framesIn : framesOut;
        if (frames != null) {
            try {
                frames.read(buffer, index, count);
            } catch (NotHttpException e) {
                recorder.note(String.valueOf(e.getMessage()));
            }
        }
    }

    void broken(String why) {
        if (recorder != null) {
            recorder.note(why);
            recorder.finish(State.BROKEN);
        }
    }

    /// Both sides of a switched connection are over.
    void over() {
        if (recorder != null) {
            recorder.finish(State.DONE);
        }
    }
}
