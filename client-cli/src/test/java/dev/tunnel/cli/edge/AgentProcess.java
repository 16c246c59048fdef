package dev.tunnel.cli.edge;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/// The agent as users run it: a process of its own, with a home of its own.
public final class AgentProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private AgentProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    public static AgentProcess start(Path home, String... arguments) throws IOException {
        return start(home, Map.of(), arguments);
    }

    /// @param variables added to the environment
    public static AgentProcess start(Path home, Map<String, String> variables, String... arguments)
            throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx128m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.tunnel.cli.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(?i)(TUNNEL|XDG)_.*|.*_proxy"));
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(variables);
        return new AgentProcess(builder.start());
    }

    private void read() {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("output ended: " + e.getMessage());
        }
    }

    public List<String> lines() {
        return lines;
    }

    /// Waits until so many lines contain a match, and gives the last.
    public Matcher await(String regex, int times) {
        Pattern pattern = Pattern.compile(regex);
        List<Matcher> found = new ArrayList<>();
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> find(pattern, found) >= times);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("no line like %s in %s".formatted(regex, lines), e);
        }
        return found.get(times - 1);
    }

    private int find(Pattern pattern, List<Matcher> found) {
        found.clear();
        for (String line : lines) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                found.add(matcher);
            }
        }
        return found.size();
    }

    public Matcher await(String regex) {
        return await(regex, 1);
    }

    /// Ctrl-C is SIGINT, which Java cannot send; SIGTERM takes the same way through the agent.
    public void terminate() {
        process.destroy();
    }

    public void kill() {
        process.destroyForcibly();
        exitStatus();
    }

    public int exitStatus() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still running; it said " + lines);
            }
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
