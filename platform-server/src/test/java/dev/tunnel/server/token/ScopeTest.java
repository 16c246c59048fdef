package dev.tunnel.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void no_scope_allows_everything() {
        assertThat(Scope.ALL.allowsSubdomain("anything")).isTrue();
        assertThat(Scope.ALL.allowsPort(1)).isTrue();
    }

    @Test
    void a_scope_allows_what_it_lists() {
        Scope scope = new Scope(List.of("one"), List.of("2000-2100", "3000"), List.of("tcp"));
        assertThat(scope.allowsKind("tcp")).isTrue();
        assertThat(scope.allowsKind("http")).isFalse();
        assertThat(scope.allowsSubdomain("one")).isTrue();
        assertThat(scope.allowsSubdomain("two")).isFalse();
        assertThat(scope.allowsPort(2000)).isTrue();
        assertThat(scope.allowsPort(2100)).isTrue();
        assertThat(scope.allowsPort(3000)).isTrue();
        assertThat(scope.allowsPort(2101)).isFalse();
    }

    @Test
    void an_empty_list_allows_nothing() {
        Scope scope = new Scope(List.of(), List.of(), List.of());
        assertThat(scope.allowsKind("http")).isFalse();
        assertThat(scope.allowsSubdomain("one")).isFalse();
        assertThat(scope.allowsPort(2000)).isFalse();
    }
}
