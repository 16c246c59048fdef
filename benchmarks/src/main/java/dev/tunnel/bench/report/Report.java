package dev.tunnel.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tunnel.bench.machine.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where figures go: raw ones to a JSON file, tables between two markers of a page.
public final class Report {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Report() {}

    /// Raw figures.
    ///
    /// @param values records and lists of them
    public static Path save(Path folder, String name, Machine machine, Object values) {
        try {
            Files.createDirectories(folder);
            var file = folder.resolve(name + ".json");
            JSON.writeValue(file.toFile(), new Raw(machine, values));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Raw(Machine machine, Object values) {}

    /// Puts a text between `<!-- NAME -->` and `<!-- /NAME -->`.
    public static void publish(Path page, String name, String text) {
        try {
            Files.writeString(page, replace(Files.readString(page), name, text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String replace(String page, String name, String text) {
        var begin = "<!-- " + name + " -->\n";
        int from = page.indexOf(begin);
        int to = page.indexOf("<!-- /" + name + " -->");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("the page has no place for " + name);
        }
        return page.substring(0, from + begin.length()) + text + page.substring(to);
    }
}
