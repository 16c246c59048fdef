package dev.tunnel.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.Problem;
import dev.tunnel.api.ProblemCode;
import io.restassured.response.Response;

/// Asserts a problem document.
final class Refusal {
    private Refusal() {}

    static Problem assertRefused(Response response, ProblemCode code) {
        assertThat(response.contentType()).startsWith("application/problem+json");
        Problem problem = response.as(Problem.class);
        assertThat(problem.code()).isEqualTo(code.wire());
        assertThat(response.statusCode()).isEqualTo(code.status());
        return problem;
    }
}
