package dev.tunnel.server.http;

import static dev.tunnel.api.ProblemCode.ACCOUNT_SUSPENDED;
import static dev.tunnel.api.ProblemCode.API_KEY_INVALID;
import static dev.tunnel.api.ProblemCode.AUTHTOKEN_EXPIRED;
import static dev.tunnel.api.ProblemCode.AUTHTOKEN_INVALID;
import static dev.tunnel.api.ProblemCode.AUTHTOKEN_REVOKED;
import static dev.tunnel.api.ProblemCode.CREDENTIALS_INVALID;
import static dev.tunnel.api.ProblemCode.DOMAIN_NOT_VERIFIED;
import static dev.tunnel.api.ProblemCode.EMAIL_TAKEN;
import static dev.tunnel.api.ProblemCode.FORBIDDEN;
import static dev.tunnel.api.ProblemCode.IDEMPOTENCY_IN_PROGRESS;
import static dev.tunnel.api.ProblemCode.IDEMPOTENCY_KEY_REUSED;
import static dev.tunnel.api.ProblemCode.INTERNAL_ERROR;
import static dev.tunnel.api.ProblemCode.INVALID_REQUEST;
import static dev.tunnel.api.ProblemCode.INVITATION_REQUIRED;
import static dev.tunnel.api.ProblemCode.LAST_ADMIN;
import static dev.tunnel.api.ProblemCode.LAST_OWNER;
import static dev.tunnel.api.ProblemCode.LIMIT_REACHED;
import static dev.tunnel.api.ProblemCode.LINK_INVALID;
import static dev.tunnel.api.ProblemCode.NAME_FORBIDDEN;
import static dev.tunnel.api.ProblemCode.NAME_TAKEN;
import static dev.tunnel.api.ProblemCode.NOT_FOUND;
import static dev.tunnel.api.ProblemCode.PASSWORD_WRONG;
import static dev.tunnel.api.ProblemCode.PAYLOAD_TOO_LARGE;
import static dev.tunnel.api.ProblemCode.PORTS_EXHAUSTED;
import static dev.tunnel.api.ProblemCode.PORT_OUT_OF_RANGE;
import static dev.tunnel.api.ProblemCode.PORT_TAKEN;
import static dev.tunnel.api.ProblemCode.PRECONDITION_FAILED;
import static dev.tunnel.api.ProblemCode.RATE_LIMITED;
import static dev.tunnel.api.ProblemCode.REFRESH_TOKEN_INVALID;
import static dev.tunnel.api.ProblemCode.SIGNUP_CLOSED;
import static dev.tunnel.api.ProblemCode.TOKEN_EXPIRED;
import static dev.tunnel.api.ProblemCode.UNAUTHENTICATED;
import static dev.tunnel.api.ProblemCode.UNAVAILABLE;
import static dev.tunnel.api.ProblemCode.UNSUPPORTED_MEDIA_TYPE;

import dev.tunnel.api.ProblemCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// Says in the OpenAPI document with which codes each call may be refused: those that hold for its
/// kind, and its own.
final class OpenApiErrors {
    /// What single calls refuse beside what all of their kind do.
    private static final Map<String, Set<ProblemCode>> OWN = new TreeMap<>();

    static {
        own("signUp", EMAIL_TAKEN, SIGNUP_CLOSED, INVITATION_REQUIRED, FORBIDDEN, LINK_INVALID);
        own("login", CREDENTIALS_INVALID, ACCOUNT_SUSPENDED);
        own("refresh", REFRESH_TOKEN_INVALID, ACCOUNT_SUSPENDED);
        own("verifyEmail", LINK_INVALID, EMAIL_TAKEN);
        own("changeEmail", PASSWORD_WRONG);
        own("resetPassword", LINK_INVALID);
        own("previewInvitation", LINK_INVALID);
        own("acceptInvitation", LINK_INVALID, LIMIT_REACHED);
        own("changePassword", PASSWORD_WRONG);
        own("createAccount", LIMIT_REACHED);
        own("deleteAccount", LAST_OWNER);
        own("changeMember", LAST_OWNER);
        own("removeMember", LAST_OWNER);
        own("invite", LIMIT_REACHED);
        own("createAuthtoken", LIMIT_REACHED);
        own("createApiKey", LIMIT_REACHED);
        own("reserveSubdomain", NAME_TAKEN, NAME_FORBIDDEN, LIMIT_REACHED);
        own("reserveDomain", NAME_TAKEN, NAME_FORBIDDEN, LIMIT_REACHED);
        own("verifyDomain", NAME_TAKEN, DOMAIN_NOT_VERIFIED);
        own("reserveAddress", PORT_TAKEN, PORT_OUT_OF_RANGE, PORTS_EXHAUSTED, LIMIT_REACHED);
        own("createUser", EMAIL_TAKEN);
        own("changeUser", LAST_ADMIN);
        own("suspendUser", LAST_ADMIN);
        own("deleteUser", LAST_ADMIN, LAST_OWNER);
        own("deleteAnyAccount", LAST_OWNER);
        own("registerEdge", NAME_TAKEN);
        own(
                "getCurrentAuthtoken",
                AUTHTOKEN_INVALID,
                AUTHTOKEN_REVOKED,
                AUTHTOKEN_EXPIRED,
                ACCOUNT_SUSPENDED);
    }

    /// What most calls that may answer the status have in common.
    private static final Set<ProblemCode> COMMON =
            EnumSet.of(
                    INVALID_REQUEST,
                    UNAUTHENTICATED,
                    TOKEN_EXPIRED,
                    API_KEY_INVALID,
                    FORBIDDEN,
                    ACCOUNT_SUSPENDED,
                    NOT_FOUND,
                    IDEMPOTENCY_IN_PROGRESS,
                    PRECONDITION_FAILED,
                    PAYLOAD_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    IDEMPOTENCY_KEY_REUSED,
                    RATE_LIMITED,
                    INTERNAL_ERROR,
                    UNAVAILABLE);

    private OpenApiErrors() {}

    private static void own(String operation, ProblemCode... codes) {
        OWN.put(operation, EnumSet.copyOf(Arrays.asList(codes)));
    }

    /// Adds a response for each status.
    ///
    /// @param secured whether it takes the credentials of a user
    static void describe(HttpMethod method, String path, Operation operation, boolean secured) {
        Set<ProblemCode> codes = EnumSet.of(RATE_LIMITED, INTERNAL_ERROR, UNAVAILABLE);
        codes.addAll(OWN.getOrDefault(operation.getOperationId(), Set.of()));
        if (secured && !path.equals("/api/v1/authtokens/current")) {
            codes.addAll(ofCallers(method));
        }
        if (OpenApi.takesAgents(path)) {
            codes.addAll(List.of(AUTHTOKEN_INVALID, AUTHTOKEN_REVOKED, AUTHTOKEN_EXPIRED));
        }
        if (path.contains("{")) {
            codes.add(NOT_FOUND);
        }
        if (hasInput(operation)) {
            codes.add(INVALID_REQUEST);
        }
        if (operation.getRequestBody() != null) {
            codes.addAll(List.of(PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE));
        }
        byStatus(codes)
                .forEach((status, of) ->
                        operation
                                .getResponses()
                                .addAPIResponse(String.valueOf(status), reference(status, of)));
    }

    /// Adds the responses that most calls share.
    static void define(Components components) {
        byStatus(COMMON)
                .forEach((status, of) -> components.addResponse("Error" + status, response(of)));
    }

    private static Map<Integer, List<ProblemCode>> byStatus(Set<ProblemCode> codes) {
        return codes.stream()
                .collect(
                        Collectors.groupingBy(
                                ProblemCode::status, TreeMap::new, Collectors.toList()));
    }

    private static APIResponse reference(int status, List<ProblemCode> codes) {
        return codes.equals(byStatus(COMMON).get(status))
                ? OASFactory.createAPIResponse().ref("Error" + status)
                : response(codes);
    }

    private static Set<ProblemCode> ofCallers(HttpMethod method) {
        Set<ProblemCode> codes =
                EnumSet.of(
                        UNAUTHENTICATED,
                        TOKEN_EXPIRED,
                        API_KEY_INVALID,
                        FORBIDDEN,
                        ACCOUNT_SUSPENDED,
                        NOT_FOUND);
        if (method == HttpMethod.POST) {
            codes.addAll(List.of(IDEMPOTENCY_IN_PROGRESS, IDEMPOTENCY_KEY_REUSED));
        }
        if (method == HttpMethod.PATCH) {
            codes.add(PRECONDITION_FAILED);
        }
        return codes;
    }

    private static boolean hasInput(Operation operation) {
        List<Parameter> parameters = operation.getParameters();
        return operation.getRequestBody() != null
                || parameters != null
                        && parameters.stream().anyMatch(it -> it.getIn() == Parameter.In.QUERY);
    }

    private static APIResponse response(List<ProblemCode> codes) {
        Set<String> words =
                codes.stream()
                        .map(ProblemCode::wire)
                        .collect(Collectors.toCollection(TreeSet::new));
        Schema problem = OASFactory.createSchema().ref("Problem");
        return OASFactory.createAPIResponse()
                .description(String.join(", ", words))
                .content(
                        OASFactory.createContent()
                                .addMediaType(
                                        "application/problem+json",
                                        OASFactory.createMediaType()
                                                .schema(problem)
                                                .example(example(codes.getFirst()))));
    }

    private static Map<String, Object> example(ProblemCode code) {
        Map<String, Object> problem = new TreeMap<>();
        problem.put("type", "about:blank");
        problem.put("title", Problems.of(code, null).title());
        problem.put("status", code.status());
        problem.put("code", code.wire());
        return problem;
    }
}
