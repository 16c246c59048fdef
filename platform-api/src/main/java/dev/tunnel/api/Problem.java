package dev.tunnel.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An RFC 9457 problem document. `code` is stable and made for programs; `detail` is for people.
///
/// @param type `about:blank`, or a URI of the problem's page
/// @param status the HTTP status, repeated
/// @param code one of [ProblemCode], in its wire form
/// @param errors what is wrong with which field, for `invalid_request`
public record Problem(
        String type,
        String title,
        int status,
        String code,
        @Nullable String detail,
        @Nullable List<FieldError> errors) {

    /// One rejected field of a request.
    public record FieldError(String field, String message) {}
}
