package dev.tunnel.edge.ingress.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A case of the corpus in `src/test/resources/corpus`, whose README has the form of its files.
///
/// @param expectation the line below the name
/// @param sent bytes, one to a character
/// @param seen what the other side sees of it; empty when the case does not say
record CorpusCase(String name, String expectation, String sent, String seen) {
    private static final Path CORPUS = Path.of("src/test/resources/corpus");
    private static final Pattern REPEATED = Pattern.compile("(?s)\\{(.+?)\\*([0-9]+)}");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9A-F]{2}|[rnt0\\\\])");

    /// All cases of one folder.
    static List<CorpusCase> all(String folder) throws IOException {
        try (var files = Files.list(CORPUS.resolve(folder))) {
            var cases = new ArrayList<CorpusCase>();
            for (var file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
                var subject = file.getFileName().toString().replace(".txt", "");
                for (var text : Files.readString(file, UTF_8).split("(?m)^== ", -1)) {
                    if (!text.isBlank()) {
                        cases.add(parse(subject, text.lines().toList()));
                    }
                }
            }
            return cases;
        }
    }

    private static CorpusCase parse(String subject, List<String> lines) {
        return new CorpusCase(
                subject + ": " + lines.get(0), lines.get(1), bytes(lines, '>'), bytes(lines, '<'));
    }

    private static String bytes(List<String> lines, char mark) {
        var bytes = new StringBuilder();
        for (var line : lines) {
            if (!line.isEmpty() && line.charAt(0) == mark) {
                bytes.append(bytes(line.substring(Math.min(2, line.length()))));
            }
        }
        return bytes.toString();
    }

    private static String bytes(String line) {
        boolean open = line.endsWith("\\") && !line.endsWith("\\\\");
        var text = open ? line.substring(0, line.length() - 1) : line;
        var plain =
                ESCAPE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(escaped(m.group(1))));
        var all =
                REPEATED.matcher(plain)
                        .replaceAll(m ->
                                Matcher.quoteReplacement(
                                        m.group(1).repeat(Integer.parseInt(m.group(2)))));
        return open ? all : all + "\r\n";
    }

    private static String escaped(String code) {
        return switch (code.charAt(0)) {
            case 'r' -> "\r";
            case 'n' -> "\n";
            case 't' -> "\t";
            case '0' -> "\0";
            case '\\' -> "\\";
            default -> String.valueOf((char) Integer.parseInt(code.substring(1), 16));
        };
    }

    /// As bytes.
    static byte[] bytesOf(String text) {
        return text.getBytes(ISO_8859_1);
    }

    @Override
    public String toString() {
        return name;
    }
}
