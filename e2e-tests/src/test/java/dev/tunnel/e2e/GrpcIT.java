package dev.tunnel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tunnel.e2e.client.ServersCa;
import dev.tunnel.e2e.service.GrpcService;
import dev.tunnel.e2e.stack.Agent;
import dev.tunnel.e2e.stack.SharedStack;
import dev.tunnel.e2e.stack.Stack;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.net.URI;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A real gRPC client calls a real gRPC service through a tunnel.
@ExtendWith(SharedStack.class)
class GrpcIT {
    private static final int LONGEST_MESSAGE = 16 << 20;

    private final Stack stack;
    private final GrpcService service = GrpcService.start();
    private final Agent agent;
    private final ManagedChannel channel;

    GrpcIT(Stack stack, @TempDir Path folder) throws SSLException {
        this.stack = stack;
        this.agent =
                stack.signUp("grpc")
                        .machine()
                        .start("http", service.target(), "--upstream-protocol", "http2");
        this.channel = channel(folder);
    }

    private ManagedChannel channel(Path folder) throws SSLException {
        URI url = agent.publicUrl("https");
        return NettyChannelBuilder.forAddress(url.getHost(), url.getPort())
                .sslContext(
                        GrpcSslContexts.forClient()
                                .trustManager(ServersCa.of(stack).file(folder).toFile())
                                .build())
                .maxInboundMessageSize(LONGEST_MESSAGE)
                .build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        agent.close();
        service.close();
    }

    private static CallOptions within(int seconds) {
        return CallOptions.DEFAULT.withDeadlineAfter(seconds, TimeUnit.SECONDS);
    }

    private byte[] call(MethodDescriptor<byte[], byte[]> method, byte[] request, int seconds) {
        return ClientCalls.blockingUnaryCall(channel, method, within(seconds), request);
    }

    @Test
    void unaryCallsOfAllSizesAreAnswered() {
        for (int size : new int[] {0, 1, 65_535, 3_000_000}) {
            byte[] message = new byte[size];
            assertThat(call(GrpcService.ECHO, message, 30)).isEqualTo(message);
        }
    }

    @Test
    void aStreamOfAnswersArrivesWhole() {
        Iterator<byte[]> answers =
                ClientCalls.blockingServerStreamingCall(
                        channel, GrpcService.COUNT, within(30), new byte[100]);
        for (byte i = 0; i < 100; i++) {
            assertThat(answers.next()).containsExactly(i);
        }
        assertThat(answers.hasNext()).isFalse();
    }

    @Test
    void eachMessageOfAConversationIsAnsweredBeforeTheNext() throws InterruptedException {
        Answers answers = new Answers();
        StreamObserver<byte[]> chat =
                ClientCalls.asyncBidiStreamingCall(
                        channel.newCall(GrpcService.CHAT, within(30)), answers);
        for (byte i = 0; i < 20; i++) {
            chat.onNext(new byte[] {i});
            assertThat(answers.next()).isEqualTo("message " + i);
        }
        chat.onCompleted();
        assertThat(answers.next()).isEqualTo("completed");
    }

    @Test
    void anErrorComesWithItsTrailers() {
        StatusRuntimeException error = failure(GrpcService.FAIL, 30);

        assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(error.getStatus().getDescription()).isEqualTo("no good");
        assertThat(error.getTrailers().get(GrpcService.WHY)).isEqualTo("because");
    }

    @Test
    void aCallThatIsGivenUpIsCancelledAtTheService() throws InterruptedException {
        assertThat(failure(GrpcService.HANG, 2).getStatus().getCode())
                .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        assertThat(service.isCancelled()).isTrue();
    }

    @Test
    void aServiceThatIsGoneIsUnavailable() {
        assertThat(call(GrpcService.ECHO, new byte[1], 30)).hasSize(1);
        service.close();

        assertThat(failure(GrpcService.ECHO, 30).getStatus().getCode())
                .isEqualTo(Status.Code.UNAVAILABLE);
    }

    private StatusRuntimeException failure(MethodDescriptor<byte[], byte[]> method, int seconds) {
        return catchThrowableOfType(
                StatusRuntimeException.class, () -> call(method, new byte[1], seconds));
    }

    /// What comes back, in order.
    private static final class Answers implements StreamObserver<byte[]> {
        private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            String answer = queue.poll(10, TimeUnit.SECONDS);
            return answer == null ? "nothing came" : answer;
        }

        @Override
        public void onNext(byte[] message) {
            queue.add("message " + message[0]);
        }

        @Override
        public void onError(Throwable cause) {
            queue.add(cause.toString());
        }

        @Override
        public void onCompleted() {
            queue.add("completed");
        }
    }
}
