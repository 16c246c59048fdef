package dev.tunnel.cli.inspect.capture;

/// Hears that something was recorded, on the event loop that carries the traffic: it notes it and
/// returns.
public interface CaptureListener {

    void onChange(String id);

    default void onFinish(String id) {
        onChange(id);
    }

    default void onClear() {}

    default void onPause() {}
}
