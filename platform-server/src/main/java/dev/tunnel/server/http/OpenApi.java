package dev.tunnel.server.http;

import dev.tunnel.api.ProblemCode;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/// Says in the OpenAPI document what holds for every operation: which credentials it takes, and
/// what an error looks like.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class OpenApi implements OASFilter {
    private static final String ACCESS_TOKEN = "accessToken";
    private static final String AUTHTOKEN = "authtoken";
    private static final String PROBLEM = "Problem";

    /// What may be absent from an answer; everything else is always there, if only as null.
    private static final Map<String, Set<String>> ABSENT =
            Map.of(
                    PROBLEM,
                    Set.of("detail", "errors"),
                    "Scope",
                    Set.of("subdomains", "ports", "kinds"),
                    "AccountLimits",
                    Set.of(
                            "bytesPerMonth",
                            "tunnels",
                            "connections",
                            "requestsPerSecond",
                            "bytesPerSecond",
                            "reservedSubdomains",
                            "reservedDomains",
                            "reservedAddresses",
                            "authtokens",
                            "apiKeys",
                            "members"),
                    "ServerInfo",
                    Set.of("agentAddress", "ports", "caCertificate", "caFingerprint"));

    private static final Pattern PAGE = Pattern.compile("^Page(\\w+?)(View)?$");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Components components = document.getComponents();
        components.addSchema("FieldError", fieldError());
        components.addSchema(PROBLEM, problem());
        components.addResponse(
                PROBLEM,
                OASFactory.createAPIResponse()
                        .description("What went wrong; programs read `code`")
                        .content(
                                OASFactory.createContent()
                                        .addMediaType(
                                                "application/problem+json",
                                                OASFactory.createMediaType()
                                                        .schema(reference(PROBLEM)))));
        OpenApiErrors.define(components);
        OpenApiParameters.define(components);
        components.addSecurityScheme(
                ACCESS_TOKEN, bearer("The access token of a login, or an API key"));
        components.addSecurityScheme(
                AUTHTOKEN, bearer("An authtoken; beside access tokens only one without a scope"));
        Set<String> requests = new HashSet<>();
        document.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations()
                                .forEach((method, operation) ->
                                        describe(method, path, operation, requests)));
        Map<String, Schema> schemas = new TreeMap<>();
        components.getSchemas().forEach((name, schema) -> schemas.put(pageName(name), schema));
        schemas.forEach((name, schema) -> require(name, schema, requests));
        components.setSchemas(schemas);
        new OpenApiExamples(schemas).add(document);
    }

    /// `PageTunnelView`, as the generic record is called, becomes `TunnelPage`.
    private static String pageName(String name) {
        return PAGE.matcher(name).replaceFirst("$1Page");
    }

    private static void describe(
            HttpMethod method, String path, Operation operation, Set<String> requests) {
        operation
                .getResponses()
                .addAPIResponse("default", OASFactory.createAPIResponse().ref(PROBLEM));
        operation.getResponses().removeAPIResponse("400");
        operation.getResponses().getAPIResponses().values().stream()
                .map(APIResponse::getContent)
                .filter(Objects::nonNull)
                .map(content -> content.getMediaType("text/csv"))
                .filter(Objects::nonNull)
                .forEach(csv -> csv.setSchema(string()));
        operation.getResponses().getAPIResponses().values().stream()
                .map(APIResponse::getContent)
                .filter(Objects::nonNull)
                .flatMap(content -> content.getMediaTypes().values().stream())
                .map(MediaType::getSchema)
                .filter(schema -> schema.getRef() != null)
                .forEach(schema -> schema.setRef(pageName(name(schema.getRef()))));
        if (operation.getRequestBody() != null) {
            operation.getRequestBody().getContent().getMediaTypes().values().stream()
                    .map(media -> media.getSchema().getRef())
                    .filter(Objects::nonNull)
                    .map(OpenApi::name)
                    .forEach(requests::add);
        }
        boolean open = path.startsWith("/api/v1/auth/") || path.equals("/api/v1/server");
        OpenApiErrors.describe(method, path, operation, !open);
        if (!open) {
            secure(method, path, operation);
        }
    }

    private static void secure(HttpMethod method, String path, Operation operation) {
        String scheme = path.equals("/api/v1/authtokens/current") ? AUTHTOKEN : ACCESS_TOKEN;
        if (scheme.equals(ACCESS_TOKEN)) {
            OpenApiParameters.describe(method, path, operation);
        }
        operation.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(scheme));
        if (takesAgents(path)) {
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(AUTHTOKEN));
        }
    }

    /// Whether calls take an agent's authtoken beside a user's credential; [Access#agents] says so.
    static boolean takesAgents(String path) {
        return path.startsWith("/api/v1/reserved-");
    }

    private static String name(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    /// Requests say by their validation what they need; answers have everything.
    private static void require(String name, Schema schema, Set<String> requests) {
        if (schema.getProperties() == null || requests.contains(name)) {
            return;
        }
        Set<String> absent = ABSENT.getOrDefault(name, Set.of());
        schema.getProperties().keySet().stream()
                .filter(property -> !absent.contains(property))
                .forEach(schema::addRequired);
    }

    private static Schema problem() {
        return object().description(
                        "RFC 9457. `code` is stable and made for programs, `detail` for people.")
                .addProperty("type", string())
                .addProperty("title", string())
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("code", code())
                .addProperty("detail", string())
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(SchemaType.ARRAY)
                                .items(reference("FieldError")));
    }

    private static Schema code() {
        Schema code = string();
        Arrays.stream(ProblemCode.values()).map(ProblemCode::wire).forEach(code::addEnumeration);
        return code;
    }

    private static Schema fieldError() {
        return object().addProperty("field", string()).addProperty("message", string());
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    private static Schema string() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }

    private static Schema reference(String name) {
        return OASFactory.createSchema().ref(name);
    }

    private static SecurityScheme bearer(String description) {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description(description);
    }
}
