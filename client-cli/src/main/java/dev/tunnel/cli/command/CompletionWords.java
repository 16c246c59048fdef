package dev.tunnel.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The words that can be completed, command by command.
///
/// @param commands each with its path, the program itself first, whose path is empty
record CompletionWords(List<Level> commands) {

    /// A word and what it means.
    record Word(String text, String meaning) {}

    /// What may follow after a command.
    ///
    /// @param path such as `config edit`
    /// @param verbs commands below it, and words that it takes
    record Level(String path, List<Word> verbs, List<Word> options) {}

    static CompletionWords of(CommandSpec root) {
        List<Level> levels = new ArrayList<>();
        collect("", root, levels);
        return new CompletionWords(levels);
    }

    private static void collect(String path, CommandSpec spec, List<Level> levels) {
        List<Word> verbs = new ArrayList<>();
        spec.subcommands().forEach((name, line) -> verbs.add(new Word(name, header(line))));
        fixed(path).forEach(word -> verbs.add(new Word(word, "")));
        List<Word> options =
                spec.options().stream()
                        .filter(option -> !option.hidden())
                        .map(option -> new Word(option.longestName(), meaning(option)))
                        .toList();
        levels.add(new Level(path, verbs, options));
        spec.subcommands()
                .forEach((name, line) ->
                        collect((path + " " + name).strip(), line.getCommandSpec(), levels));
    }

    /// Words that a command takes and that are no commands.
    private static Stream<String> fixed(String path) {
        return switch (path) {
            case "completion" -> Stream.of("bash", "zsh", "fish");
            case "release" -> Stream.of("subdomain", "domain", "tcp");
            default -> Stream.empty();
        };
    }

    private static String header(CommandLine line) {
        return String.join(" ", line.getCommandSpec().usageMessage().header());
    }

    private static String meaning(OptionSpec option) {
        return String.join(" ", option.description());
    }
}
