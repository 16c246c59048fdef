package dev.tunnel.server.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.tunnel.server.sql.Sql;
import dev.tunnel.server.testing.Admin;
import dev.tunnel.server.testing.Person;
import dev.tunnel.server.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SortedListIT {
    private static final String USERS = "/api/v1/admin/users";
    private static final String ACCOUNTS = "/api/v1/admin/accounts";
    private static final String AUDIT = "/api/v1/admin/audit";

    private final Sql sql;
    private final String word = UUID.randomUUID().toString();
    private Person admin;

    @Inject
    SortedListIT(Sql sql) {
        this.sql = sql;
    }

    @BeforeEach
    void makePeople() {
        admin = Admin.signUp(sql);
        for (String name : List.of("bob", "Ada", "carl", "ada", "Bob")) {
            Admin.creates(admin, name + " " + word);
        }
    }

    @Test
    void users_are_sorted_by_name_a_page_at_a_time() {
        List<String> names = all(USERS, "displayName", "items.displayName");
        assertThat(names.stream().map(name -> name.split(" ")[0].toLowerCase(Locale.ROOT)))
                .containsExactly("ada", "ada", "bob", "bob", "carl");
        assertThat(all(USERS, "-displayName", "items.displayName"))
                .containsExactlyElementsOf(names.reversed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"createdAt", "email", "displayName", "lastLoginAt"})
    void either_way_shows_the_same_once(String key) {
        List<String> forwards = all(USERS, key, "items.id");
        assertThat(forwards).hasSize(5).doesNotHaveDuplicates();
        assertThat(all(USERS, "-" + key, "items.id"))
                .containsExactlyElementsOf(forwards.reversed());
    }

    @Test
    void who_never_logged_in_comes_before_everybody_who_did() {
        sql.update(
                "update app_user set last_login_at = null where lower(display_name) in (?, ?)",
                "carl " + word,
                "bob " + word);
        assertThat(all(USERS, "lastLoginAt", "items.displayName").subList(0, 3))
                .containsExactlyInAnyOrder("carl " + word, "bob " + word, "Bob " + word);
        assertThat(all(USERS, "-lastLoginAt", "items.displayName").subList(0, 2))
                .containsExactly("ada " + word, "Ada " + word);
    }

    @Test
    void accounts_are_sorted_by_name() {
        List<String> emails = all(USERS, "email", "items.email");
        sql.update(
                "update account a set name = name || ? from membership m join app_user u on u.id ="
                        + " m.user_id where m.account_id = a.id and u.display_name like ?",
                " " + word,
                "%" + word);
        assertThat(all(ACCOUNTS, "name", "items.name"))
                .containsExactlyElementsOf(emails.stream().map(it -> it + " " + word).toList());
    }

    @Test
    void the_audit_log_can_begin_at_its_oldest_entry() {
        Response oldest = get(AUDIT, "at", null);
        Response newest = get(AUDIT, "-at", null);
        assertThat(oldest.<String>path("items[0].at"))
                .isLessThan(newest.<String>path("items[0].at"));
        assertThat(oldest.<String>path("items[0].at"))
                .isLessThanOrEqualTo(oldest.<String>path("items[1].at"));
        assertThat(newest.<String>path("items[1].at"))
                .isLessThanOrEqualTo(newest.<String>path("items[0].at"));
    }

    @Test
    void without_a_wish_the_newest_come_first() {
        assertThat(all(USERS, null, "items.id"))
                .containsExactlyElementsOf(all(USERS, "-createdAt", "items.id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "password_hash", "email desc", "--email", "id"})
    void what_cannot_be_sorted_by_is_an_invalid_request(String sort) {
        get(USERS, sort, null)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"))
                .body("errors[0].field", equalTo("sort"))
                .body("errors[0].message", containsString("lastLoginAt"));
    }

    @Test
    void the_cursor_of_one_order_is_refused_in_another() {
        String cursor = get(USERS, "email", null).path("nextCursor");
        for (String other : List.of("-email", "displayName", "createdAt")) {
            get(USERS, other, cursor)
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("cursor"));
        }
    }

    private <T> List<T> all(String path, @Nullable String sort, String part) {
        List<T> all = new ArrayList<>();
        String cursor = null;
        do {
            Response page = get(path, sort, cursor);
            page.then().statusCode(200);
            all.addAll(page.path(part));
            cursor = page.path("nextCursor");
        } while (cursor != null);
        return all;
    }

    private Response get(String path, @Nullable String sort, @Nullable String cursor) {
        RequestSpecification call = admin.calls().queryParam("limit", 2);
        if (!path.equals(AUDIT)) {
            call.queryParam("search", word);
        }
        if (sort != null) {
            call.queryParam("sort", sort);
        }
        if (cursor != null) {
            call.queryParam("cursor", cursor);
        }
        return call.get(path);
    }
}
