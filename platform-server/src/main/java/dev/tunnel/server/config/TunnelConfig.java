package dev.tunnel.server.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The platform's settings. Each is an environment variable too: `tunnel.data-dir` is
/// `TUNNEL_DATA_DIR`.
@ConfigMapping(prefix = "tunnel")
public interface TunnelConfig {
    /// Everything persistent of a development server lives here.
    @WithDefault(".data")
    Path dataDir();

    /// Base domain; a tunnel is `NAME.domain`.
    @WithDefault("localhost")
    String domain();

    /// Who may sign up.
    @WithDefault("open")
    Signup signup();

    /// Addresses or networks of proxies in front; `X-Forwarded-For` is believed of these only.
    Optional<List<String>> trustedProxies();

    /// The address that the platform listens on.
    Platform platform();

    /// The database; an embedded one where no URL is given.
    Db db();

    /// The edge that is known from the start.
    Edge edge();

    /// How often one address may try.
    Limit limit();

    /// Where browsers find the web admin, for links in mail; `http://localhost:PORT` if absent.
    Optional<String> publicUrl();

    /// Who may sign up until an administrator sets it: everybody, who was invited, or nobody; the
    /// first user always may.
    enum Signup {
        OPEN,
        INVITE,
        CLOSED,
    }

    /// Where the platform listens.
    interface Platform {
        @WithDefault("127.0.0.1")
        String host();

        @WithDefault("9000")
        int port();
    }

    /// A Postgres server.
    interface Db {
        /// JDBC URL.
        Optional<String> url();

        @WithDefault("tunnel")
        String username();

        Optional<String> password();
    }

    /// An edge with this key is inserted, or given this key, when the platform starts.
    interface Edge {
        @WithDefault("edge-1")
        String name();

        Optional<String> key();

        Optional<Path> keyFile();
    }

    /// Attempts per minute, and as many at once. Only failed logins and authtokens count.
    interface Limit {
        /// Sign-ups of one address.
        @WithDefault("60")
        int signup();

        /// Logins of one address.
        @WithDefault("60")
        int login();

        /// Logins of one address for one email.
        @WithDefault("10")
        int loginPerEmail();

        /// Mails to one address, and mails asked for by one.
        @WithDefault("6")
        int mail();

        /// Requests of one user or API key to the REST API.
        @WithDefault("1200")
        int api();

        /// Authtokens tried by one address.
        @WithDefault("60")
        int authtoken();
    }
}
