package dev.tunnel.cli.inspect.capture;

import io.netty.channel.Channel;

/// Where the forwarder tells of the streams that it serves. On their event loop.
@FunctionalInterface
public interface StreamCapture {

    /// Looks at nothing: no tap is in any path.
    StreamCapture NONE = source -> Blind.INSTANCE;

    /// A visitor's stream, before there is a connection to the service.
    Connection onStream(Source source);

    /// What becomes of one stream.
    interface Connection {

        /// Puts a tap beside both ends, before they are joined.
        void onConnected(Channel visitor, Channel service);

        /// Puts a tap beside a stream that the agent itself answers.
        void onAnswered(Channel visitor);

        /// The service could not be reached.
        void onUnreachable(String reason);
    }

    /// A stream that nobody looks at.
    enum Blind implements Connection {
        INSTANCE;

        @Override
        public void onConnected(Channel visitor, Channel service) {}

        @Override
        public void onAnswered(Channel visitor) {}

        @Override
        public void onUnreachable(String reason) {}
    }
}
