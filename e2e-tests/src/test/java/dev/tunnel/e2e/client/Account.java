package dev.tunnel.e2e.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunnel.e2e.stack.AgentHome;
import dev.tunnel.e2e.stack.Stack;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// Somebody with an account, using the REST API.
public final class Account {
    private static final String PASSWORD = "correct horse battery staple";

    private final Stack stack;
    private final String email;
    private final Api api;
    private String authtoken = "";
    private String authtokenId = "";

    private Account(Stack stack, String email, Api api) {
        this.stack = stack;
        this.email = email;
        this.api = api;
    }

    public static Account signUp(Stack stack, String email) {
        Map<String, String> credentials =
                Map.of("email", email, "password", stack.keepSecret(PASSWORD));
        stack.api().post("/auth/signup", credentials).expect(201);
        return new Account(stack, email, stack.logIn(email, PASSWORD));
    }

    public String email() {
        return email;
    }

    public String password() {
        return PASSWORD;
    }

    public Api api() {
        return api;
    }

    /// Makes an authtoken, the one that [#machine()] uses from now on.
    public void createAuthtoken(String name) {
        JsonNode made = api.post("/authtokens", Map.of("name", name)).expect(201);
        authtoken = stack.keepSecret(made.get("token").asText());
        authtokenId = made.get("id").asText();
    }

    public String authtoken() {
        return authtoken;
    }

    public void revokeAuthtoken() {
        api.delete("/authtokens/" + authtokenId).expect(204);
    }

    /// Reserves a subdomain.
    public void reserve(String name) {
        api.post("/reserved-subdomains", Map.of("name", name)).expect(201);
    }

    /// A machine of this person, logged in with the current authtoken.
    public AgentHome machine() {
        return AgentHome.create(stack).login(authtoken);
    }

    /// The account's live tunnels.
    public List<JsonNode> tunnels() {
        JsonNode items = api.get("/tunnels").expect(200).get("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    /// What the account has used so far, over all its tunnels.
    public Usage usage() {
        JsonNode total = api.get("/usage").expect(200).get("total");
        return new Usage(
                total.get("bytesIn").asLong(),
                total.get("bytesOut").asLong(),
                total.get("connections").asLong(),
                total.get("requests").asLong());
    }

    /// Totals of `GET /usage`.
    public record Usage(long bytesIn, long bytesOut, long connections, long requests) {}
}
