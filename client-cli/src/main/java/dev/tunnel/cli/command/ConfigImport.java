package dev.tunnel.cli.command;

import dev.tunnel.cli.config.ConfigException;
import dev.tunnel.cli.config.ConfigFile;
import dev.tunnel.cli.config.ConfigWriter;
import dev.tunnel.cli.config.Environment;
import dev.tunnel.cli.config.FileConfig;
import dev.tunnel.cli.config.PrivateFile;
import dev.tunnel.cli.config.ServerUrl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes our configuration file of one of ngrok 1.x.
record ConfigImport(Environment environment) {

    /// @param notes what the user should know
    record Result(List<String> notes) {}

    /// @param server the platform, which such a file does not know
    Result run(Path from, ConfigFile to, boolean force, @Nullable String server) {
        Path source = environment.expand(from.toString());
        if (to.exists() && !force) {
            throw new ConfigException(
                    "%s is there already; --force replaces it, --config FILE writes another"
                            .formatted(to.path()));
        }
        FileConfig read = new ConfigFile(source, true, environment).read();
        FileConfig made =
                new FileConfig(
                        server == null ? read.server() : ServerUrl.parse(server),
                        read.agentAddress(),
                        read.authtoken(),
                        read.apiKey(),
                        read.ca(),
                        read.proxy(),
                        read.inspector(),
                        read.log(),
                        read.tunnels(),
                        to.path());
        PrivateFile.write(to.path(), ConfigWriter.write(made, source.toString()));
        return new Result(notes(made));
    }

    private static List<String> notes(FileConfig made) {
        List<String> notes = new ArrayList<>();
        if (made.server() == null) {
            notes.add(
                    "the file names no platform; tunnel authtoken TOKEN --server URL sets it, and"
                            + " fetches the server's CA");
        }
        if (made.authtoken() == null) {
            notes.add("the file has no authtoken; run: tunnel authtoken TOKEN --server URL");
        }
        return notes;
    }
}
