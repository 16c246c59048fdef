package dev.tunnel.e2e.client;

import java.util.List;
import java.util.stream.Stream;

/// The addresses of the web admin's pages.
public final class Pages {
    /// Those that need no login.
    public static final List<String> OPEN =
            List.of(
                    "/login",
                    "/signup",
                    "/forgot-password",
                    "/reset-password#nothing",
                    "/verify-email#nothing",
                    "/invitation#nothing");

    public static final List<String> MEMBER =
            List.of(
                    "/",
                    "/tunnels",
                    "/tunnels?state=ended",
                    "/agents",
                    "/usage",
                    "/authtokens",
                    "/authtokens?new=1",
                    "/api-keys",
                    "/api-keys?new=1",
                    "/reserved-subdomains",
                    "/reserved-subdomains?new=1",
                    "/domains",
                    "/domains?new=1",
                    "/tcp-addresses",
                    "/tcp-addresses?new=1",
                    "/members",
                    "/members?new=1",
                    "/activity",
                    "/profile");

    public static final List<String> ADMINISTRATOR =
            List.of(
                    "/admin/usage",
                    "/admin/users",
                    "/admin/users?new=1",
                    "/admin/accounts",
                    "/admin/tunnels",
                    "/admin/edges",
                    "/admin/edges?new=1",
                    "/admin/settings",
                    "/admin/audit",
                    "/nothing-here");

    private Pages() {}

    /// All that somebody sees who is logged in and runs the server.
    public static List<String> all() {
        return Stream.of(MEMBER, ADMINISTRATOR).flatMap(List::stream).toList();
    }
}
