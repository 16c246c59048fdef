package dev.tunnel.server.audit;

import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The audit log, for administrators of the server.
@Path("/api/v1/admin/audit")
@Access(Credentials.ADMIN)
@RunOnVirtualThread
@Tag(name = "admin")
public class AuditResource {
    private final AuditQueries queries;
    private final AuditExport export;

    AuditResource(AuditQueries queries, AuditExport export) {
        this.queries = queries;
        this.export = export;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Read the audit log", description = "Nothing can change it.")
    public Page<AuditView> listAudit(
            @BeanParam @Valid AuditFilter filter,
            @QueryParam("sort")
                    @Parameter(
                            description = "By what, - for backwards; newest first otherwise",
                            schema = @Schema(enumeration = {"at", "-at"}))
                    @Nullable String sort,
            @BeanParam @Valid PageRequest page) {
        return queries.page(filter, sort, page);
    }

    @GET
    @Path("/export")
    @Operation(
            summary = "Export the audit log",
            description = "All of it that the filter lets through.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = "application/json",
                        schema =
                                @Schema(type = SchemaType.ARRAY, implementation = AuditView.class)),
                @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class))
            })
    public Response exportAudit(
            @BeanParam @Valid AuditFilter filter,
            @QueryParam("format")
                    @DefaultValue("csv")
                    @Pattern(regexp = "csv|json", message = "must be csv or json")
                    @Parameter(
                            schema =
                                    @Schema(
                                            enumeration = {"csv", "json"},
                                            defaultValue = "csv"))
                    String format) {
        boolean csv = format.equals("csv");
        StreamingOutput body =
                out -> {
                    if (csv) {
                        export.csv(filter, out);
                    } else {
                        export.json(filter, out);
                    }
                };
        return Response.ok(body, csv ? "text/csv; charset=utf-8" : MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"audit." + format + "\"")
                .build();
    }
}
