package dev.tunnel.cli.edge;

import dev.tunnel.protocol.message.GoAway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A run of the packaged agent that does once what agents do, from which its AOT cache is made:
/// look up the edge, connect, open a tunnel, carry a visit, end.
///
/// `Rehearsal LAUNCHER CACHE`
final class Rehearsal {

    private Rehearsal() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Files.createTempDirectory("rehearsal");
        try (AgentStage stage = new AgentStage(home)) {
            ProcessBuilder builder =
                    new ProcessBuilder(arguments[0], "http", stage.target(), "--subdomain", "train")
                            .redirectErrorStream(true)
                            .redirectOutput(home.resolve("log").toFile());
            builder.environment().keySet().removeIf(name -> name.matches("(?i)TUNNEL_.*|XDG_.*"));
            builder.environment().put("HOME", home.toString());
            builder.environment().put("TUNNEL_JAVA_OPTS", "-XX:AOTCacheOutput=" + arguments[1]);
            Process agent = builder.start();
            try {
                rehearse(stage, home.resolve("log"));
                if (!agent.waitFor(2, TimeUnit.MINUTES)) {
                    throw new IOException("the agent does not end");
                }
            } finally {
                agent.destroyForcibly();
                Files.readAllLines(home.resolve("log")).forEach(System.out::println);
            }
        }
        if (!Files.exists(Path.of(arguments[1]))) {
            throw new IOException("no cache came of it");
        }
        // Netty's threads of the test edge.
        System.exit(0);
    }

    private static void rehearse(AgentStage stage, Path log) throws IOException {
        Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> says(log, "tunnel online"));
        for (int i = 0; i < 20; i++) {
            Visit.echo(stage.edge().visitorPort(), Visit.bytes(10_000));
        }
        stage.edge().goAway(new GoAway("closed_by_owner", "the rehearsal is over", false));
    }

    private static boolean says(Path log, String words) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.stream().anyMatch(line -> line.contains(words));
    }
}
