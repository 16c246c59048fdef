package dev.tunnel.edge.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChallengeHandlerTest {
    private static final String TOKEN = "0123456789abcdef_-XYZ";
    private static final String PATH = "/.well-known/acme-challenge/";

    private final List<String> asked = new ArrayList<>();
    private final CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(
                    new ChallengeHandler(token -> {
                        asked.add(token);
                        return answer;
                    }));

    private void request(HttpMethod method, String path) {
        var head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, path);
        head.headers().set("Host", "shop.example.com");
        channel.writeInbound(
                PublicRequest.of(head, Authority.parse("shop.example.com").orElseThrow()),
                LastHttpContent.EMPTY_LAST_CONTENT);
    }

    @Test
    void our_order_is_answered_before_any_tunnel() {
        request(HttpMethod.GET, PATH + TOKEN);
        answer.complete(Optional.of(TOKEN + ".thumbprint"));
        channel.runPendingTasks();
        FullHttpResponse response = channel.readOutbound();
        assertThat(response.status().code()).isEqualTo(200);
        assertThat(response.content().toString(StandardCharsets.US_ASCII))
                .isEqualTo(TOKEN + ".thumbprint");
        response.release();
        assertThat(channel.<Object>readInbound()).isNull();
    }

    @Test
    void what_is_not_our_order_goes_on_in_its_parts() {
        request(HttpMethod.GET, PATH + TOKEN);
        assertThat(channel.<Object>readInbound()).isNull();
        answer.complete(Optional.empty());
        channel.runPendingTasks();
        assertThat(channel.<Object>readInbound()).isInstanceOf(PublicRequest.class);
        assertThat(channel.<Object>readInbound()).isInstanceOf(LastHttpContent.class);
        assertThat(channel.<Object>readOutbound()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                PATH,
                PATH + "short",
                PATH + TOKEN + "/x",
                PATH + TOKEN + "?x",
                PATH + "..%2f..%2fetc%2fpasswd"
            })
    void other_paths_are_not_asked_for(String path) {
        request(HttpMethod.GET, path);
        assertThat(asked).isEmpty();
        assertThat(channel.<Object>readInbound()).isInstanceOf(PublicRequest.class);
    }

    @Test
    void only_reading_is_a_question() {
        request(HttpMethod.POST, PATH + TOKEN);
        assertThat(asked).isEmpty();
    }

    @Test
    void an_answer_after_the_end_is_dropped() {
        request(HttpMethod.GET, PATH + TOKEN);
        channel.close();
        answer.complete(Optional.of("late"));
        channel.runPendingTasks();
        assertThat(channel.<Object>readOutbound()).isNull();
    }
}
