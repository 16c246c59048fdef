package dev.tunnel.cli.service;

import java.util.List;
import java.util.stream.Collectors;

/// The text of a unit file.
///
/// @param command the program and its arguments
/// @param user whom a system unit runs as; empty for a unit of the user's own
public record SystemdUnit(List<String> command, String user) {

    public SystemdUnit {
        command = List.copyOf(command);
    }

    /// Exit statuses 2, 3 and 4 are for the owner to mend: starting again would not help.
    public String text() {
        return """
        [Unit]
        Description=Tunnels to services of this machine
        Documentation=man:systemd.service(5)
        Wants=network-online.target
        After=network-online.target

        [Service]
        Type=exec
        ExecStart=%s
        Restart=on-failure
        RestartSec=5
        RestartPreventExitStatus=2 3 4
        KillSignal=SIGTERM
        TimeoutStopSec=10
        %sNoNewPrivileges=yes
        LimitNOFILE=65536

        [Install]
        WantedBy=%s
        """
                .formatted(
                        command.stream().map(SystemdUnit::quote).collect(Collectors.joining(" ")),
                        user.isEmpty() ? "" : "User=" + user + "\n",
                        user.isEmpty() ? "default.target" : "multi-user.target");
    }

    /// As systemd reads a command line: percent and dollar signs have a meaning there.
    static String quote(String word) {
        String escaped =
                word.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("%", "%%")
                        .replace("$", "$$");
        return escaped.matches("[A-Za-z0-9_./:=@%$+,-]+") ? escaped : "\"" + escaped + "\"";
    }
}
