package dev.tunnel.server.testing;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/// An account of several people.
public record Team(Person owner, String id) {
    /// Names the account that a request is for.
    public static final String HEADER = "Tunnel-Account";

    /// A new account, owned by somebody who signs up for it.
    public static Team found() {
        Person owner = Person.signUp();
        Response made = owner.calls().body(Map.of("name", "Team")).post("/api/v1/accounts");
        made.then().statusCode(201);
        return new Team(owner, made.path("id"));
    }

    /// A request of somebody for this account.
    public RequestSpecification by(Person person) {
        return person.calls().header(HEADER, id);
    }

    /// Invites somebody.
    public Response invites(Person inviting, String email, String role) {
        return by(inviting)
                .body(Map.of("email", email, "role", role))
                .post("/api/v1/account/invitations");
    }

    /// Somebody who signs up, is invited and accepts.
    public Person joinedBy(String role) {
        Person person = Person.signUp();
        Response invited = invites(owner, person.email(), role);
        invited.then().statusCode(201);
        person.calls()
                .body(Map.of("token", invited.<String>path("token")))
                .post("/api/v1/me/invitations/accept")
                .then()
                .statusCode(200);
        return person;
    }
}
