package dev.tunnel.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.tunnel.api.Problem;
import dev.tunnel.api.ProblemCode;
import java.util.List;
import java.util.stream.Collectors;

/// Words for a body that could not be read. Nothing of the parser's own message is shown: it quotes
/// the body and names classes.
final class Malformed {
    private Malformed() {}

    static Problem problem(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String field =
                    mapping.getPath().stream()
                            .map(Malformed::name)
                            .collect(Collectors.joining("."));
            String message =
                    e instanceof UnrecognizedPropertyException
                            ? "is not known here"
                            : "has a value of the wrong kind";
            return Problems.of(
                    ProblemCode.INVALID_REQUEST,
                    field + " " + message,
                    List.of(new Problem.FieldError(field, message)));
        }
        if (e instanceof StreamConstraintsException) {
            return Problems.of(
                    ProblemCode.INVALID_REQUEST,
                    "The body is nested too deeply, or has too long a value");
        }
        return Problems.of(ProblemCode.INVALID_REQUEST, "The body is not the JSON expected here");
    }

    private static String name(JsonMappingException.Reference reference) {
        String name = reference.getFieldName();
        return name == null ? String.valueOf(reference.getIndex()) : name;
    }
}
