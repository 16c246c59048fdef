package dev.tunnel.edge.ingress.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.edge.tunnel.Access;
import dev.tunnel.edge.tunnel.BasicAuth;
import dev.tunnel.edge.tunnel.IpRules;
import dev.tunnel.edge.tunnel.TunnelOptions;
import dev.tunnel.edge.tunnel.Upstream;
import dev.tunnel.protocol.net.Cidr;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyTest {
    private static final InetAddress INSIDE = InetAddress.ofLiteral("10.1.2.3");
    private static final InetAddress OUTSIDE = InetAddress.ofLiteral("203.0.113.9");
    private static final Set<String> BOTH = Set.of("http", "https");

    private final HttpRequest head =
            new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/x?y=1");

    @Test
    void without_rules_everybody_is_let_through() {
        var policy = policy(BOTH, Access.OPEN);

        assertThat(policy.judge(OUTSIDE)).isEqualTo(Verdict.ALLOW);
        assertThat(policy.judge(asked(OUTSIDE, false))).isEqualTo(Verdict.ALLOW);
        assertThat(policy.judge(asked(OUTSIDE, true))).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void addresses_are_looked_at_in_both_phases() {
        var policy = policy(BOTH, new Access(inside(), null, false));

        assertThat(policy.judge(INSIDE)).isEqualTo(Verdict.ALLOW);
        assertThat(policy.judge(asked(INSIDE, false))).isEqualTo(Verdict.ALLOW);
        assertThat(reason(policy.judge(OUTSIDE))).isEqualTo(Reason.ADDRESS_DENIED);
        assertThat(policy.judge(asked(OUTSIDE, false)))
                .isInstanceOfSatisfying(
                        Verdict.Refuse.class,
                        refuse -> {
                            assertThat(refuse.reason().status()).isEqualTo(403);
                            assertThat(refuse.sentence()).contains("203.0.113.9");
                        });
    }

    @Test
    void addresses_come_before_https_and_https_before_the_password() {
        var policy = policy(BOTH, new Access(inside(), new BasicAuth("me", "pw"), true));

        assertThat(reason(policy.judge(asked(OUTSIDE, false)))).isEqualTo(Reason.ADDRESS_DENIED);
        assertThat(policy.judge(asked(INSIDE, false))).isInstanceOf(Verdict.Redirect.class);
        assertThat(reason(policy.judge(asked(INSIDE, true)))).isEqualTo(Reason.UNAUTHORIZED);
    }

    @ParameterizedTest
    @CsvSource({
        "/x?y=1, 8443, https://a.example:8443/x?y=1",
        "/,      443,  https://a.example/",
        "*,      443,  https://a.example/",
        "//evil.example/x, 443, https://a.example//evil.example/x",
    })
    void http_is_sent_to_https(String target, int port, String location) {
        head.setUri(target);
        var redirecting = Policy.of(options(BOTH, new Access(IpRules.EVERYBODY, null, true)), port);
        var httpsOnly = Policy.of(options(Set.of("https"), Access.OPEN), port);

        for (var policy : List.of(redirecting, httpsOnly)) {
            assertThat(policy.judge(asked(OUTSIDE, false)))
                    .isEqualTo(new Verdict.Redirect(location));
            assertThat(policy.judge(asked(OUTSIDE, true))).isEqualTo(Verdict.ALLOW);
        }
    }

    @Test
    void https_is_not_sent_to_http() {
        var policy = policy(Set.of("http"), Access.OPEN);

        assertThat(reason(policy.judge(asked(OUTSIDE, true)))).isEqualTo(Reason.SCHEME_NOT_SERVED);
        assertThat(policy.judge(asked(OUTSIDE, false))).isEqualTo(Verdict.ALLOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic ", "basic ", "BASIC   "})
    void the_password_is_taken_however_the_scheme_is_spelled(String scheme) {
        head.headers().set("Authorization", scheme + base64("me:pä:ss"));

        assertThat(withPassword().judge(asked(OUTSIDE, true))).isEqualTo(Verdict.ALLOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic bWU6cMOkOnNz=",
                "Basic bWU6cMOkOnNz bWU6cMOkOnNz",
                "Basic !!!!",
                "Basic bWU6d3Jvbmc=",
                "Basic bWU=",
                "Bearer bWU6cMOkOnNz",
                "Digest username=\"me\"",
            })
    void anything_else_is_asked_for_the_password(String authorization) {
        head.headers().set("Authorization", authorization);

        assertThat(reason(withPassword().judge(asked(OUTSIDE, true))))
                .isEqualTo(Reason.UNAUTHORIZED);
    }

    @Test
    void one_right_password_beside_another_is_not_taken() {
        head.headers().add("Authorization", "Basic " + base64("me:pä:ss"));
        head.headers().add("Authorization", "Basic " + base64("me:pä:ss"));

        assertThat(reason(withPassword().judge(asked(OUTSIDE, true))))
                .isEqualTo(Reason.UNAUTHORIZED);
    }

    private Asked asked(InetAddress visitor, boolean https) {
        return new Asked(visitor, https, "a.example", head);
    }

    private static Policy withPassword() {
        return policy(BOTH, new Access(IpRules.EVERYBODY, new BasicAuth("me", "pä:ss"), false));
    }

    private static Policy policy(Set<String> schemes, Access access) {
        return Policy.of(options(schemes, access), 443);
    }

    private static TunnelOptions options(Set<String> schemes, Access access) {
        return new TunnelOptions(schemes, access, Upstream.PLAIN, "8080");
    }

    private static IpRules inside() {
        return new IpRules(List.of(Cidr.parse("10.0.0.0/8").orElseThrow()), List.of());
    }

    private static @Nullable Reason reason(Verdict verdict) {
        return verdict instanceof Verdict.Refuse refuse ? refuse.reason() : null;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
