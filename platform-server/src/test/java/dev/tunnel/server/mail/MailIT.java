package dev.tunnel.server.mail;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.icegreen.greenmail.util.GreenMail;
import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import dev.tunnel.server.testing.Team;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Against a real SMTP server that wants a user name and a password.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = SmtpServer.class, restrictToAnnotatedClass = true)
@TestProfile(WithMail.class)
class MailIT {
    private static final Pattern LINK =
            Pattern.compile("https://tunnel\\.test/([a-z-]+)#(t[li]_[A-Za-z0-9_-]+)");

    private final Sql sql;

    @Inject
    MailIT(Sql sql) {
        this.sql = sql;
    }

    @Test
    void who_signs_up_confirms_the_address_with_the_link_in_the_mail() throws Exception {
        Person person = Person.signUp();
        person.calls().get("/api/v1/me").then().body("emailVerified", equalTo(false));
        String token = link(mailTo(person.email(), "Confirm"), "verify-email");
        verify(token).then().statusCode(204);
        person.calls().get("/api/v1/me").then().body("emailVerified", equalTo(true));
        verify(token).then().statusCode(410).body("code", equalTo("link_invalid"));
    }

    @Test
    void a_server_says_that_it_sends_mail() {
        given().get("/api/v1/server").then().body("features", hasItem("mail"));
    }

    @Test
    void another_address_is_the_users_once_its_link_is_confirmed() throws Exception {
        Person person = Person.signUp();
        String other = UUID.randomUUID() + "@example.test";
        move(person, other, "not the password").then().statusCode(403);
        move(person, other, Person.PASSWORD).then().statusCode(202);
        person.calls().get("/api/v1/me").then().body("email", equalTo(person.email()));
        assertThat(mailTo(person.email(), "Your email address is about to change")).isNotNull();
        String token = link(mailTo(other, "Confirm your new"), "verify-email");
        verify(token).then().statusCode(204);
        person.calls()
                .get("/api/v1/me")
                .then()
                .body("email", equalTo(other))
                .body("emailVerified", equalTo(true));
        verify(token).then().statusCode(410);
    }

    @Test
    void an_address_that_somebody_else_has_cannot_be_taken_over() throws Exception {
        Person victim = Person.signUp();
        Person person = Person.signUp();
        move(person, victim.email(), Person.PASSWORD).then().statusCode(202);
        String token = link(mailTo(victim.email(), "Confirm your new"), "verify-email");
        verify(token).then().statusCode(409).body("code", equalTo("email_taken"));
        person.calls().get("/api/v1/me").then().body("email", equalTo(person.email()));
    }

    @Test
    void a_newer_link_replaces_the_one_before() throws Exception {
        Person person = Person.signUp();
        String old = link(mailTo(person.email(), "Confirm"), "verify-email");
        person.calls().post("/api/v1/me/verify-email").then().statusCode(202);
        await().atMost(Duration.ofSeconds(10)).until(() -> count(person.email()) == 2);
        verify(old).then().statusCode(410);
    }

    @Test
    void a_forgotten_password_is_set_anew_and_all_logins_end() throws Exception {
        Person person = Person.signUp();
        forgotten(person.email()).then().statusCode(202);
        String token = link(mailTo(person.email(), "Set a new password"), "reset-password");
        reset(token, "short").then().statusCode(400);
        reset(token, "another good password").then().statusCode(204);
        reset(token, "yet another password").then().statusCode(410);
        person.calls().get("/api/v1/me").then().statusCode(401);
        logIn(person, Person.PASSWORD).then().statusCode(401);
        logIn(person, "another good password").then().statusCode(200);
    }

    @Test
    void a_password_set_anew_ends_a_change_of_address() throws Exception {
        Person person = Person.signUp();
        String moved = moveLink(person);
        forgotten(person.email()).then().statusCode(202);
        String token = link(mailTo(person.email(), "Set a new password"), "reset-password");
        reset(token, "another good password").then().statusCode(204);
        verify(moved).then().statusCode(410).body("code", equalTo("link_invalid"));
    }

    @Test
    void another_password_ends_a_change_of_address_and_a_link_to_reset() throws Exception {
        Person person = Person.signUp();
        String moved = moveLink(person);
        forgotten(person.email()).then().statusCode(202);
        String token = link(mailTo(person.email(), "Set a new password"), "reset-password");
        person.calls()
                .body(Map.of("oldPassword", Person.PASSWORD, "newPassword", "another password"))
                .post("/api/v1/me/password")
                .then()
                .statusCode(204);
        verify(moved).then().statusCode(410);
        reset(token, "yet another password").then().statusCode(410);
    }

    @Test
    void a_link_to_the_old_address_sets_no_password_once_it_was_replaced() throws Exception {
        Person person = Person.signUp();
        forgotten(person.email()).then().statusCode(202);
        String token = link(mailTo(person.email(), "Set a new password"), "reset-password");
        verify(moveLink(person)).then().statusCode(204);
        reset(token, "another good password").then().statusCode(410);
    }

    @Test
    void a_link_for_one_purpose_is_none_for_another_nor_is_an_old_one() throws Exception {
        Person person = Person.signUp();
        String proof = link(mailTo(person.email(), "Confirm"), "verify-email");
        reset(proof, "another good password").then().statusCode(410);
        sql.update("update mail_link set expires_at = now() where email = ?", person.email());
        verify(proof).then().statusCode(410);
    }

    @Test
    void nobody_learns_whether_an_address_is_known() {
        Person person = Person.signUp();
        Response known = forgotten(person.email());
        Response unknown = forgotten("nobody-" + UUID.randomUUID() + "@example.test");
        assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
        assertThat(unknown.asString()).isEqualTo(known.asString());
    }

    @Test
    void an_invitation_is_mailed() throws Exception {
        Team team = Team.found();
        String email = UUID.randomUUID() + "@example.test";
        Response invited = team.invites(team.owner(), email, "member");
        MimeMessage mail = mailTo(email, "Invitation to Team");
        assertThat(link(mail, "invitation")).isEqualTo(invited.path("token"));
        assertThat(mail.getFrom()[0]).hasToString("Tunnel <noreply@tunnel.test>");
    }

    @Test
    void a_header_cannot_be_put_into_a_mail_by_a_name_or_an_address() {
        Person person = Person.signUp();
        person.calls()
                .body(Map.of("name", "Team\r\nBcc: victim@example.test"))
                .post("/api/v1/accounts")
                .then()
                .statusCode(400);
        person.calls()
                .body(Map.of("email", "a@example.test\r\nBcc: victim@example.test"))
                .post("/api/v1/account/invitations")
                .then()
                .statusCode(400);
    }

    private static MimeMessage mailTo(String email, String subject) {
        return await().atMost(Duration.ofSeconds(10))
                .until(() -> find(email, subject), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<MimeMessage> find(String email, String subject)
            throws MessagingException {
        for (MimeMessage mail : server().getReceivedMessages()) {
            String to = mail.getRecipients(Message.RecipientType.TO)[0].toString();
            if (to.equals(email) && mail.getSubject().startsWith(subject)) {
                return Optional.of(mail);
            }
        }
        return Optional.empty();
    }

    private static long count(String email) {
        return Arrays.stream(server().getReceivedMessages())
                .filter(mail -> {
                    try {
                        return mail.getAllRecipients()[0].toString().equals(email);
                    } catch (MessagingException e) {
                        return false;
                    }
                })
                .count();
    }

    private static GreenMail server() {
        return SmtpServer.running();
    }

    private static String link(MimeMessage mail, String page)
            throws IOException, MessagingException {
        Matcher link = LINK.matcher(mail.getContent().toString());
        assertThat(link.find()).isTrue();
        assertThat(link.group(1)).isEqualTo(page);
        return link.group(2);
    }

    /// The link by which another address would become the person's.
    private static String moveLink(Person person) throws Exception {
        String other = UUID.randomUUID() + "@example.test";
        move(person, other, Person.PASSWORD).then().statusCode(202);
        return link(mailTo(other, "Confirm your new"), "verify-email");
    }

    private static Response move(Person person, String email, String password) {
        return person.calls()
                .body(Map.of("email", email, "password", password))
                .post("/api/v1/me/email");
    }

    private static Response verify(String token) {
        return post("/api/v1/auth/verify-email", Map.of("token", token));
    }

    private static Response forgotten(String email) {
        return post("/api/v1/auth/password-reset", Map.of("email", email));
    }

    private static Response reset(String token, String password) {
        return post(
                "/api/v1/auth/password-reset/confirm",
                Map.of("token", token, "password", password));
    }

    private static Response logIn(Person person, String password) {
        return post("/api/v1/auth/login", Map.of("email", person.email(), "password", password));
    }

    private static Response post(String path, Map<String, String> body) {
        return given().contentType(ContentType.JSON).body(body).post(path);
    }
}
