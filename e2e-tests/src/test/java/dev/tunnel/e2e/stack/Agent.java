package dev.tunnel.e2e.stack;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A running `tunnel http …` or `tunnel tcp …`.
public final class Agent implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration EXIT_TIMEOUT = Duration.ofSeconds(20);

    private final Program program;

    Agent(Program program) {
        this.program = program;
    }

    public Program program() {
        return program;
    }

    /// Its first public URL of a scheme (`http`, `https`, `tcp`), waited for.
    public URI publicUrl(String scheme) {
        Pattern url = Pattern.compile("\\b" + scheme + "://[a-z0-9.-]*localhost:\\d+");
        program.awaitReady(START_TIMEOUT, () -> find(url).isPresent());
        return URI.create(find(url).orElseThrow());
    }

    /// Where its inspector listens, once the tunnel is open.
    public URI inspectorUrl() {
        Pattern url = Pattern.compile("http://(127\\.0\\.0\\.1|localhost):4\\d{3}\\b");
        program.awaitReady(START_TIMEOUT, () -> find(url).isPresent());
        return URI.create(find(url).orElseThrow());
    }

    /// Waits until its log says `text`.
    public void awaitLog(String text) {
        program.awaitReady(START_TIMEOUT, () -> program.log().contains(text));
    }

    /// The exit status, waited for.
    public int awaitExit() {
        return program.awaitExit(EXIT_TIMEOUT);
    }

    @Override
    public void close() {
        program.close();
    }

    private Optional<String> find(Pattern url) {
        Matcher matcher = url.matcher(program.log());
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }
}
