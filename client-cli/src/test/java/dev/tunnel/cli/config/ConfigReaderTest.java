package dev.tunnel.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigReaderTest {

    private static FileConfig read(String text) {
        return new ConfigReader(Path.of("tunnel.yml"), new Environment(Map.of())).read(text);
    }

    private static TunnelDefinition tunnel(FileConfig config, String name) {
        return Objects.requireNonNull(config.tunnels().get(name), name).getFirst();
    }

    @Test
    void anEmptyFileSaysNothing() {
        FileConfig config = read("# nothing yet\n");
        assertThat(config.server()).isNull();
        assertThat(config.authtoken()).isNull();
        assertThat(config.tunnels()).isEmpty();
        assertThat(config.inspector()).isEqualTo(InspectorSettings.DEFAULT);
    }

    @Test
    void readsOurOwnKeys() {
        FileConfig config =
                read(
                        """
                        server: https://tunnel.example.com
                        authtoken: tt_secret
                        inspector: {listen: 127.0.0.1:5050, enabled: false}
                        log: {to: stderr, format: json, level: debug}
                        tunnels:
                          web:
                            proto: http
                            target: 8080
                            subdomain: Shop
                            basic_auth: "ada:secret"
                            host_header: rewrite
                            scheme: https
                            inspect: false
                            verify_tls: false
                            cidr_allow: [10.0.0.0/8, "2001:DB8::/32"]
                            cidr_deny: 10.0.0.1, 10.0.0.2/31
                            redirect_https: true
                            upstream_protocol: http2
                          db:
                            proto: tcp
                            target: db.lan:5432
                            remote_port: 20432
                            proxy_protocol: v2
                          mail:
                            proto: tls
                            target: mail.lan:993
                            hostname: mail.example.com
                            cidr_allow:
                              - 192.0.2.7
                            proxy_protocol: v1
                        """);
        assertThat(config.server()).hasToString("https://tunnel.example.com");
        assertThat(config.authtoken()).isEqualTo(Secret.of("tt_secret"));
        assertThat(config.inspector())
                .isEqualTo(new InspectorSettings(false, new HostPort("127.0.0.1", 5050)));
        assertThat(config.log().format()).isEqualTo(LogSettings.Format.JSON);
        TunnelDefinition web = tunnel(config, "web");
        assertThat(web.target()).hasToString("http://localhost:8080");
        assertThat(web.endpoint().subdomain()).isEqualTo("shop");
        assertThat(web.endpoint().schemes()).containsExactly("https");
        assertThat(web.inspect()).isFalse();
        assertThat(web.access().basicAuth()).isEqualTo(Secret.of("ada:secret"));
        assertThat(web.access().allow()).hasToString("[10.0.0.0/8, 2001:db8::/32]");
        assertThat(web.access().deny()).hasToString("[10.0.0.1, 10.0.0.2/31]");
        assertThat(web.access().redirectHttps()).isTrue();
        assertThat(web.upstream())
                .isEqualTo(
                        new Upstream("rewrite", null, "http2", new TargetTls(false, null, null)));
        TunnelDefinition db = tunnel(config, "db");
        assertThat(db.proto()).isEqualTo(Proto.TCP);
        assertThat(db.endpoint()).isEqualTo(Endpoint.tcp(20432));
        assertThat(db.access()).isEqualTo(Access.OPEN);
        assertThat(db.upstream()).isEqualTo(Upstream.withProxyProtocol("v2"));
        TunnelDefinition mail = tunnel(config, "mail");
        assertThat(mail.proto()).isEqualTo(Proto.TLS);
        assertThat(mail.target()).hasToString("mail.lan:993");
        assertThat(mail.endpoint()).isEqualTo(Endpoint.tls(null, "mail.example.com"));
        assertThat(mail.access().allow()).hasToString("[192.0.2.7]");
        assertThat(mail.upstream()).isEqualTo(Upstream.withProxyProtocol("v1"));
    }

    @Test
    void acceptsAnNgrok1FileUnchanged() {
        FileConfig config =
                read(
                        """
                        server_addr: tunnel.example.com:4443
                        trust_host_root_certs: true
                        auth_token: tt_secret
                        inspect_addr: "127.0.0.1:8888"
                        tunnels:
                          client:
                            auth: "user:password"
                            proto:
                              http: 8080
                              https: 8080
                          ssh:
                            remote_port: 20022
                            proto: {tcp: 22}
                          shop.example.com:
                            proto: {https: "127.0.0.1:9000"}
                          both:
                            subdomain: other
                            proto: {http: 80, tcp: 81}
                        """);
        assertThat(config.agentAddress()).hasToString("tunnel.example.com:4443");
        assertThat(config.authtoken()).isEqualTo(Secret.of("tt_secret"));
        assertThat(config.inspector().listen().port()).isEqualTo(8888);
        TunnelDefinition client = tunnel(config, "client");
        assertThat(client.endpoint().subdomain())
                .as("the name is the subdomain")
                .isEqualTo("client");
        assertThat(client.endpoint().schemes()).containsExactly("http", "https");
        assertThat(client.access().basicAuth()).isEqualTo(Secret.of("user:password"));
        assertThat(tunnel(config, "ssh").endpoint().remotePort()).isEqualTo(20022);
        TunnelDefinition shop = tunnel(config, "shop.example.com");
        assertThat(shop.endpoint().hostname()).isEqualTo("shop.example.com");
        assertThat(shop.endpoint().schemes()).containsExactly("https");
        assertThat(config.tunnels().get("both"))
                .extracting(TunnelDefinition::name)
                .containsExactly("both", "both-tcp");
    }

    @Test
    void ngrok1CanSwitchTheInspectorOff() {
        assertThat(read("inspect_addr: disabled").inspector().enabled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "authtokn: x                         | line 1: unknown key \"authtokn\" (did you"
                        + " mean \"authtoken\"?)",
                "server: x\\nserver: y               | line 2: \"server\" is given twice",
                "server: [a]                         | line 1: server must be a single value",
                "server: ftp://x                     | line 1: server: server \"ftp://x\" is not",
                "authtoken: a\\nauth_token: b        | line 2: auth_token: its newer name is given"
                        + " too",
                "tunnels: 5                          | line 1: tunnels must be a group of keys",
                "tunnels:\\n  web:                   | line 2: web: the tunnel is empty",
                "tunnels:\\n  web: {target: 80}      | proto: missing",
                "tunnels:\\n  web: {proto: http}     | target: missing",
                "tunnels:\\n"
                    + "  web: {proto: udp}      | line 2: proto: \"udp\" is none of http, tcp and"
                    + " tls",
                "tunnels:\\n  web:\\n    proto: http\\n    target: x | line 4: target: TARGET x",
                "tunnels:\\n"
                        + "  db: {proto: tcp, target: 1, subdomain: x} | line 2: subdomain: a tcp"
                        + " tunnel has none",
                "tunnels:\\n"
                    + "  w: {proto: http, target: 1, remote_port: 5} | line 2: remote_port: only a"
                    + " tcp tunnel",
                "tunnels:\\n"
                    + "  t: {proto: tls, target: 1, remote_port: 5} | line 2: remote_port: only a"
                    + " tcp",
                "tunnels:\\n"
                    + "  t: {proto: tls, target: 1, basic_auth: 'a:b'} | line 2: basic_auth: a tls"
                    + " tunnel has none",
                "tunnels:\\n"
                    + "  t: {proto: tls, target: 1, host_header: x} | line 2: host_header: a tls",
                "tunnels:\\n"
                    + "  t: {proto: tls, target: 1, scheme: https} | line 2: scheme: a tls tunnel",
                "tunnels:\\n"
                    + "  t: {proto: tcp, target: 1, hostname: x} | line 2: hostname: a tcp tunnel",
                "tunnels:\\n"
                        + "  t: {proto: tcp, target: 1, redirect_https: true} | line 2:"
                        + " redirect_https: a tcp tunnel has none",
                "tunnels:\\n"
                        + "  t: {proto: tls, target: 1, upstream_protocol: http2} | line 2:"
                        + " upstream_protocol: a tls tunnel has none",
                "tunnels:\\n"
                        + "  w: {proto: http, target: 1, upstream_protocol: spdy} | line 2:"
                        + " upstream_protocol: upstream protocol \"spdy\" is neither",
                "tunnels:\\n"
                    + "  w: {proto: http, target: 1, proxy_protocol: v3} | line 2: proxy_protocol:"
                    + " PROXY protocol \"v3\" is neither v1 nor v2",
                "tunnels:\\n"
                        + "  w: {proto: http, target: 1, redirect_https: maybe} | line 2:"
                        + " redirect_https: \"maybe\" is neither true nor false",
                "tunnels:\\n"
                    + "  w: {proto: http, target: 1, scheme: http, redirect_https: true} | line 2:"
                    + " w: a tunnel that redirects to https must serve https",
                "tunnels:\\n"
                    + "  w: {proto: http, target: 'https://a', proxy_protocol: v2} | line 2: w: the"
                    + " PROXY protocol does not reach an https:// target",
                "tunnels:\\n"
                    + "  w: {proto: http, target: 1, cidr_allow: everybody} | line 2: cidr_allow:"
                    + " \"everybody\" is neither an IP address nor a network",
                "tunnels:\\n"
                    + "  w: {proto: http, target: 1, cidr_allow: '1.2.3.4,'} | line 2: cidr_allow:"
                    + " \"\" is neither an IP address nor a network",
                "tunnels:\\n"
                        + "  w:\\n"
                        + "    proto: tcp\\n"
                        + "    target: 1\\n"
                        + "    cidr_deny:\\n"
                        + "      - 10.0.0.0/8\\n"
                        + "      - 10.0.0.0/33 | line 7: cidr_deny: \"10.0.0.0/33\" is",
                "tunnels:\\n"
                    + "  w: {proto: http, target: 1, cidr_deny: {a: b}} | line 2: cidr_deny must be"
                    + " a list",
                "tunnels:\\n"
                    + "  w: {proto: http, target: 1, cidr_deny: [[a]]} | line 2: cidr_deny must be"
                    + " a list of single values",
                "tunnels:\\n"
                    + "  w: {proto: http, target: 1, colour: red} | line 2: unknown key \"colour\"",
                "tunnels:\\n  'a b': {proto: http, target: 1} | line 2: a b: tunnel name \"a b\"",
                "inspector: {enabled: maybe}         | line 1: enabled: \"maybe\" is neither true"
                        + " nor false",
                "inspector: {listen: '0.0.0.0:4040'} | listens on loopback only",
                "http_proxy: ftp://proxy:3128        | line 1: http_proxy: the proxy is not a URL",
                "{proxy_url: http://a, http_proxy: http://b} | line 1: http_proxy: its newer name",
                "tunnels:\\n"
                        + "  w: {proto: http, target: 'file:///no/such'} | line 2: target: TARGET",
                "tunnels:\\n" + "  w: {proto: tcp, target: 'file:///tmp'} | line 2: target: TARGET",
                "tunnels:\\n"
                    + "  w: {proto: http, target: 'file:///tmp', proxy_protocol: v1} | line 2: w:"
                    + " a",
                "tunnels:\\n"
                    + "  w: {proto: http, target: 1, target_name: 'a b'} | line 2: target_name:",
                "log: {level: loud}                  | level: log level \"loud\" is none of debug,"
                        + " info, warn, error",
                "ca: /does/not/exist.pem             | cannot be read: no such file",
                "just words                          | line 1: expected keys and values",
                "a: [1, 2                            | line 1: not valid YAML",
                "!pe%b                              | not valid YAML",
                "a: !!java.net.URL [http://x]        | line 1: not valid YAML: Global tag is not"
                        + " allowed",
            })
    void saysWhatIsWrongAndWhere(String text, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(text.replace("\\n", "\n")))
                .withMessageContaining(message)
                .withMessageStartingWith("tunnel.yml");
    }

    @Test
    void refusesAnInlineCaThatIsNone() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read("ca: |\n  -----BEGIN CERTIFICATE-----\n  junk\n"))
                .withMessageContaining("tunnel.yml line 1: ca: the CA is not a certificate");
    }

    @Test
    void refusesWhatWouldBlowUp() {
        StringBuilder bomb = new StringBuilder("a: &a [x]\n");
        for (char c = 'b'; c < 'z'; c++) {
            bomb.append("%c: &%c [*%c, *%c, *%c]\n".formatted(c, c, c - 1, c - 1, c - 1));
        }
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(bomb.toString()))
                .withMessageContaining("not valid YAML");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read("a: " + "[".repeat(50) + "]".repeat(50)))
                .withMessageContaining("not valid YAML");
    }

    @Test
    void refusesMoreNetworksThanAServerTakes() {
        String networks = String.join(",", Collections.nCopies(101, "10.0.0.1"));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        read(
                                "tunnels:\n  w: {proto: tcp, target: 1, cidr_deny: '%s'}"
                                        .formatted(networks)))
                .withMessageContaining("tunnel.yml line 2: w: 101 networks are too many");
    }

    @Test
    void aSecretIsNotShown() {
        assertThat(read("authtoken: tt_hidden").toString()).doesNotContain("tt_hidden");
    }
}
