package dev.tunnel.e2e.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The network of one program, cut: every packet of the connections that it has to a port is
/// dropped, in both directions and without a word to either side.
public final class PacketDrop implements AutoCloseable {
    private final List<String[]> rules = new ArrayList<>();

    private PacketDrop() {}

    /// Needs root, iptables and ss.
    public static boolean possible() {
        return Command.installed("iptables")
                && Command.installed("ss")
                && Command.run("iptables", "-L", "INPUT", "-n").status() == 0;
    }

    public static PacketDrop of(Program program, int port) {
        PacketDrop drop = new PacketDrop();
        for (String localPort : localPorts(program, port)) {
            drop.add("--sport", localPort, "--dport", Integer.toString(port));
            drop.add("--sport", Integer.toString(port), "--dport", localPort);
        }
        return drop;
    }

    /// How many connections were cut.
    public int connections() {
        return rules.size() / 2;
    }

    @Override
    public void close() {
        for (String[] rule : rules) {
            iptables("-D", rule);
        }
        rules.clear();
    }

    private void add(String... match) {
        iptables("-I", match);
        rules.add(match);
    }

    private static void iptables(String action, String... match) {
        List<String> command = new ArrayList<>(List.of("iptables", action, "INPUT", "-p", "tcp"));
        command.addAll(List.of(match));
        command.addAll(List.of("-j", "DROP"));
        Command.run(command.toArray(String[]::new)).expectSuccess();
    }

    /// Lines of ss: `ESTAB 0 0 127.0.0.1:41234 127.0.0.1:4443 users:(("java",pid=7,fd=9))`.
    private static List<String> localPorts(Program program, int port) {
        Pattern line =
                Pattern.compile(
                        ":(\\d+)\\s+\\S+:" + port + "\\s.*pid=" + program.pid() + ",",
                        Pattern.MULTILINE);
        String connections =
                Command.run("ss", "-Htnp", "state", "established").expectSuccess().output();
        return line.matcher(connections).results().map(match -> match.group(1)).toList();
    }
}
