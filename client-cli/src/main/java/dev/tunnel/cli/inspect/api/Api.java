package dev.tunnel.cli.inspect.api;

import dev.tunnel.cli.inspect.InspectorApi;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// Everything that the inspector's port answers. May block.
public final class Api {

    private final NgrokApi ngrok;
    private final PageApi page;
    private final PageFiles files;
    private final Json json = new Json();

    public Api(InspectorParts parts) {
        this.ngrok = new NgrokApi(parts);
        this.page = new PageApi(parts);
        this.files = new PageFiles(parts.token());
    }

    public PageApi page() {
        return page;
    }

    /// Whether a script, which has no token, may change something at this path.
    public static boolean isForScripts(String path) {
        return path.equals(InspectorApi.TUNNELS)
                || path.startsWith(InspectorApi.TUNNELS + "/")
                || path.equals(NgrokRequests.PATH);
    }

    public CompletionStage<Answer> answer(Call call) {
        try {
            return ngrok.answer(call)
                    .or(() -> page.answer(call))
                    .or(() -> files(call).map(CompletableFuture::completedStage))
                    .orElseThrow(() -> ApiException.notFound(call.path()))
                    .exceptionally(cause -> refusal(unwrapped(cause)));
        } catch (ApiException e) {
            return CompletableFuture.completedStage(refusal(e));
        }
    }

    private Optional<Answer> files(Call call) {
        return call.reads() ? files.find(call.path()) : Optional.empty();
    }

    private static Throwable unwrapped(Throwable cause) {
        Throwable inner = cause.getCause();
        return cause instanceof CompletionException && inner != null ? inner : cause;
    }

    private Answer refusal(Throwable cause) {
        ApiException refused =
                cause instanceof ApiException api
                        ? api
                        : new ApiException(500, 104, "internal error", "see the agent's log");
        return Answer.json(refused.status(), json.write(NgrokError.class, refused.resource()));
    }
}
