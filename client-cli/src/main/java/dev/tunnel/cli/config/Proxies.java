package dev.tunnel.cli.config;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How connections leave this machine.
///
/// @param proxy absent for directly
/// @param without hosts that are reached directly all the same
public record Proxies(@Nullable ProxyUrl proxy, NoProxy without) {

    /// Everything directly.
    public static final Proxies NONE = new Proxies(null, NoProxy.NONE);

    /// The environment's word over that of the file.
    ///
    /// @param ofFile the key `proxy_url`
    static Proxies of(Environment environment, @Nullable ProxyUrl ofFile) {
        ProxyUrl proxy =
                variable(environment, "HTTPS_PROXY")
                        .or(() -> variable(environment, "ALL_PROXY"))
                        .orElse(ofFile);
        NoProxy without =
                environment
                        .get("NO_PROXY")
                        .or(() -> environment.get("no_proxy"))
                        .map(NoProxy::parse)
                        .orElse(NoProxy.NONE);
        return new Proxies(proxy, without);
    }

    private static Optional<ProxyUrl> variable(Environment environment, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return environment
                .get(name)
                .or(() -> environment.get(lower))
                .map(text -> {
                    try {
                        return ProxyUrl.parse(text);
                    } catch (ConfigException e) {
                        throw new ConfigException("%s: %s".formatted(name, e.getMessage()));
                    }
                });
    }

    /// The proxy on the way to `target`, if there is one.
    public Optional<ProxyUrl> to(HostPort target) {
        return Optional.ofNullable(proxy).filter(_ -> !without.covers(target));
    }
}
