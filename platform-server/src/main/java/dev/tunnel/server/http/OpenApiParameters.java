package dev.tunnel.server.http;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/// Says in the OpenAPI document which headers every call of a kind takes.
final class OpenApiParameters {
    private OpenApiParameters() {}

    static void define(Components components) {
        Schema uuid = OASFactory.createSchema().addType(SchemaType.STRING).format("uuid");
        Schema key =
                OASFactory.createSchema().addType(SchemaType.STRING).minLength(8).maxLength(255);
        Schema tag = OASFactory.createSchema().addType(SchemaType.STRING);
        components.addParameter(
                "TunnelAccount",
                header(
                        "Tunnel-Account",
                        "The account that the call is for, if not the usual",
                        uuid));
        components.addParameter(
                "IdempotencyKey",
                header(
                        "Idempotency-Key",
                        "Done once within 24 hours, however often it is sent",
                        key));
        components.addParameter(
                "IfMatch", header("If-Match", "The ETag of what is to be changed", tag));
        components.addParameter(
                "IfNoneMatch", header("If-None-Match", "304 if it still has this ETag", tag));
    }

    /// For calls that take the credentials of a user.
    static void describe(HttpMethod method, String path, Operation operation) {
        operation.addParameter(reference("TunnelAccount"));
        if (method == HttpMethod.POST) {
            operation.addParameter(reference("IdempotencyKey"));
        } else if (method == HttpMethod.PATCH) {
            operation.addParameter(reference("IfMatch"));
        } else if (method == HttpMethod.GET && isObject(path, operation)) {
            operation.addParameter(reference("IfNoneMatch"));
        }
    }

    private static boolean isObject(String path, Operation operation) {
        List<Parameter> parameters = operation.getParameters();
        boolean pages =
                parameters != null
                        && parameters.stream().anyMatch(it -> "cursor".equals(it.getName()));
        return !pages && !path.endsWith("/export");
    }

    private static Parameter header(String name, String description, Schema schema) {
        return OASFactory.createParameter()
                .in(Parameter.In.HEADER)
                .name(name)
                .description(description)
                .schema(schema);
    }

    private static Parameter reference(String name) {
        return OASFactory.createParameter().ref(name);
    }
}
