package dev.tunnel.cli.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

final class UntilConnectedTest {

    private final UntilConnected waiting = new UntilConnected();
    private final EmbeddedChannel stream = new EmbeddedChannel(waiting);

    @Test
    void aResetWhileTheLocalConnectionIsMadeClosesTheStreamQuietly() {
        stream.pipeline().fireExceptionCaught(new SocketException("reset"));
        stream.runPendingTasks();
        assertThatCode(stream::checkException).doesNotThrowAnyException();
        assertThat(stream.isOpen()).isFalse();
        waiting.leave(stream);
    }

    @Test
    void afterItLeftTheNextHandlerHearsOfResets() {
        waiting.leave(stream);
        stream.pipeline().fireExceptionCaught(new SocketException("reset"));
        assertThatThrownBy(stream::checkException).isInstanceOf(SocketException.class);
    }
}
