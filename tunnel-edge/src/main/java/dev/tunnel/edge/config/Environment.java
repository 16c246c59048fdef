package dev.tunnel.edge.config;

import dev.tunnel.protocol.net.Cidr;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads typed values out of environment variables and collects what is wrong with them, so that an
/// operator sees every problem at once. A variable that is set to nothing counts as unset.
final class Environment {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,10}");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,10})(KiB|MiB)?");

    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    Optional<String> text(String name) {
        asked.add(name);
        return Optional.ofNullable(variables.get(name))
                .map(String::strip)
                .filter(s -> !s.isEmpty());
    }

    /// A DNS name such as `tunnel.example.com`, in lower case.
    String host(String name, String otherwise) {
        return checkedHost(name, text(name).orElse(otherwise));
    }

    private String checkedHost(String name, String host) {
        if (!HOST.matcher(host).matches() || host.length() > 253) {
            problem(name, "must be a host name, not \"" + host + "\"");
        }
        return host.toLowerCase(Locale.ROOT);
    }

    /// Host names with commas or spaces between them, in lower case.
    List<String> hosts(String name) {
        var hosts = new ArrayList<String>();
        for (var text : text(name).map(all -> all.split("[,\\s]+")).orElse(new String[0])) {
            hosts.add(checkedHost(name, text));
        }
        return hosts;
    }

    String name(String name, String otherwise) {
        var value = text(name).orElse(otherwise);
        if (!NAME.matcher(value).matches()) {
            problem(name, "must be letters, digits, dots and dashes (at most 63)");
        }
        return value;
    }

    /// A port; 0 lets the system choose one.
    int port(String name, int otherwise) {
        var text = text(name);
        return text.isEmpty() ? otherwise : port(name, text.get(), otherwise);
    }

    PortRange ports(String name, PortRange otherwise) {
        var text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        int dash = text.get().indexOf('-');
        var from = dash < 0 ? text.get() : text.get().substring(0, dash);
        int first = port(name, from.strip(), 0);
        int last = dash < 0 ? first : port(name, text.get().substring(dash + 1).strip(), 0);
        if (first < 1 || last < first) {
            problem(name, "must be a range of ports such as 20000-20999");
            return otherwise;
        }
        return new PortRange(first, last);
    }

    HostAndPort hostAndPort(String name, HostAndPort otherwise) {
        var text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        int colon = text.get().lastIndexOf(':');
        if (colon < 1) {
            problem(name, "must be host:port such as 127.0.0.1:9100");
            return otherwise;
        }
        var host = text.get().substring(0, colon);
        var bare = host.startsWith("[") && host.endsWith("]");
        return new HostAndPort(
                bare ? host.substring(1, host.length() - 1) : host,
                port(name, text.get().substring(colon + 1), otherwise.port()));
    }

    /// IP addresses and networks with commas or spaces between them.
    List<Cidr> networks(String name) {
        var networks = new ArrayList<Cidr>();
        for (var text : text(name).map(all -> all.split("[,\\s]+")).orElse(new String[0])) {
            Cidr.parse(text)
                    .ifPresentOrElse(
                            networks::add,
                            () ->
                                    problem(
                                            name,
                                            "must be IP addresses or networks such as 10.0.0.0/8,"
                                                    + " not \""
                                                    + text
                                                    + '"'));
        }
        return networks;
    }

    URI httpUri(String name, String otherwise) {
        var text = text(name).orElse(otherwise);
        try {
            var uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getQuery() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // reported below, like any other text that is no URL
        }
        problem(name, "must be an http or https URL such as " + otherwise);
        return URI.create(otherwise);
    }

    Path path(String name, String otherwise) {
        return Path.of(text(name).orElse(otherwise)).toAbsolutePath().normalize();
    }

    /// A time in seconds, such as `90`, or in the form of ISO 8601, such as `PT1M30S`.
    Duration seconds(String name, Duration otherwise, Duration least, Duration most) {
        var text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            var value =
                    DIGITS.matcher(text.get()).matches()
                            ? Duration.ofSeconds(Long.parseLong(text.get()))
                            : Duration.parse(text.get());
            if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
                return value;
            }
        } catch (NumberFormatException | DateTimeParseException e) {
            // reported below
        }
        problem(
                name,
                "must be seconds from %d to %d, or a duration such as PT1M30S, not \"%s\""
                        .formatted(least.toSeconds(), most.toSeconds(), text.get()));
        return otherwise;
    }

    /// A number of things.
    int count(String name, int otherwise, int least, int most) {
        var text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        return number(text.get(), 1, least, most)
                .orElseGet(() -> {
                    problem(
                            name,
                            "must be a number from %d to %d, not \"%s\""
                                    .formatted(least, most, text.get()));
                    return otherwise;
                });
    }

    /// A number of bytes, such as `65536`, `64KiB` or `16MiB`.
    int bytes(String name, int otherwise, int least, int most) {
        var text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        var size = SIZE.matcher(text.get());
        return (size.matches()
                        ? number(size.group(1), unit(size.group(2)), least, most)
                        : OptionalInt.empty())
                .orElseGet(() -> {
                    problem(
                            name,
                            "must be bytes from %d to %d, such as 64KiB or 16MiB, not \"%s\""
                                    .formatted(least, most, text.get()));
                    return otherwise;
                });
    }

    private static OptionalInt number(String digits, int unit, int least, int most) {
        if (!DIGITS.matcher(digits).matches()) {
            return OptionalInt.empty();
        }
        long number = Long.parseLong(digits) * unit;
        return number >= least && number <= most
                ? OptionalInt.of((int) number)
                : OptionalInt.empty();
    }

    private static int unit(@Nullable String suffix) {
        return switch (suffix) {
            case "KiB" -> 1 << 10;
            case "MiB" -> 1 << 20;
            case null, default -> 1;
        };
    }

    /// A secret given by value or, better, by the file that `NAME_FILE` points to.
    Secret secret(String name) {
        var value = text(name);
        var file = text(name + "_FILE");
        if (value.isPresent() == file.isPresent()) {
            problem(name, "or " + name + "_FILE (not both) must be set");
            return new Secret("");
        }
        if (value.isPresent()) {
            return new Secret(value.get());
        }
        try {
            return new Secret(Files.readString(Path.of(file.get())).strip());
        } catch (IOException e) {
            problem(name + "_FILE", "cannot be read: " + file.get());
            return new Secret("");
        }
    }

    /// A secret that need not be there.
    Optional<Secret> optionalSecret(String name) {
        boolean given = text(name).isPresent() | text(name + "_FILE").isPresent();
        return given ? Optional.of(secret(name)) : Optional.empty();
    }

    /// Every variable that was looked for.
    Set<String> asked() {
        return Set.copyOf(asked);
    }

    void problem(String name, String what) {
        problems.add(name + " " + what + ".");
    }

    void check() throws SettingsException {
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    private int port(String name, String text, int otherwise) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        problem(name, "must be a port from 0 to 65535, not \"" + text + "\"");
        return otherwise;
    }
}
