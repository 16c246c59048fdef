package dev.tunnel.e2e.service;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A gRPC service on a loopback port, in clear text. Its messages are bytes.
public final class GrpcService implements AutoCloseable {
    /// Answers what it is sent.
    public static final MethodDescriptor<byte[], byte[]> ECHO = method("Echo", MethodType.UNARY);

    /// Answers with as many messages as the request has bytes.
    public static final MethodDescriptor<byte[], byte[]> COUNT =
            method("Count", MethodType.SERVER_STREAMING);

    /// Answers each message when it comes.
    public static final MethodDescriptor<byte[], byte[]> CHAT =
            method("Chat", MethodType.BIDI_STREAMING);

    /// Fails with FAILED_PRECONDITION and a trailer, [#WHY].
    public static final MethodDescriptor<byte[], byte[]> FAIL = method("Fail", MethodType.UNARY);

    /// Never answers.
    public static final MethodDescriptor<byte[], byte[]> HANG = method("Hang", MethodType.UNARY);

    public static final Metadata.Key<String> WHY =
            Metadata.Key.of("why", Metadata.ASCII_STRING_MARSHALLER);

    private static final String NAME = "test.Service";
    private static final int LONGEST_MESSAGE = 16 << 20;

    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Server server;

    private GrpcService() throws IOException {
        this.server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .maxInboundMessageSize(LONGEST_MESSAGE)
                        .addService(methods())
                        .build()
                        .start();
    }

    public static GrpcService start() {
        try {
            return new GrpcService();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Its port, as an argument of `tunnel http`.
    public String target() {
        return Integer.toString(server.getPort());
    }

    /// Whether a call of [#HANG] is cancelled, waited for.
    public boolean isCancelled() throws InterruptedException {
        return cancelled.await(10, TimeUnit.SECONDS);
    }

    private ServerServiceDefinition methods() {
        return ServerServiceDefinition.builder(NAME)
                .addMethod(ECHO, ServerCalls.asyncUnaryCall(GrpcService::echo))
                .addMethod(COUNT, ServerCalls.asyncServerStreamingCall(GrpcService::count))
                .addMethod(CHAT, ServerCalls.asyncBidiStreamingCall(Chat::new))
                .addMethod(FAIL, ServerCalls.asyncUnaryCall(GrpcService::fail))
                .addMethod(HANG, ServerCalls.asyncUnaryCall(this::hang))
                .build();
    }

    private static void echo(byte[] request, StreamObserver<byte[]> answers) {
        answers.onNext(request);
        answers.onCompleted();
    }

    private static void count(byte[] request, StreamObserver<byte[]> answers) {
        for (byte i = 0; i < request.length; i++) {
            answers.onNext(new byte[] {i});
        }
        answers.onCompleted();
    }

    private static void fail(byte[] request, StreamObserver<byte[]> answers) {
        Metadata trailers = new Metadata();
        trailers.put(WHY, "because");
        answers.onError(
                Status.FAILED_PRECONDITION.withDescription("no good").asException(trailers));
    }

    private void hang(byte[] request, StreamObserver<byte[]> answers) {
        ((ServerCallStreamObserver<byte[]>) answers).setOnCancelHandler(cancelled::countDown);
    }

    private record Chat(StreamObserver<byte[]> answers) implements StreamObserver<byte[]> {
        @Override
        public void onNext(byte[] message) {
            answers.onNext(message);
        }

        @Override
        public void onError(Throwable cause) {
            // The visitor is gone.
        }

        @Override
        public void onCompleted() {
            answers.onCompleted();
        }
    }

    private static MethodDescriptor<byte[], byte[]> method(String name, MethodType type) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(NAME, name))
                .setRequestMarshaller(new Bytes())
                .setResponseMarshaller(new Bytes())
                .build();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
