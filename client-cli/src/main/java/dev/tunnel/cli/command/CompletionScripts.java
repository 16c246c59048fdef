package dev.tunnel.cli.command;

import dev.tunnel.cli.command.CompletionWords.Level;
import dev.tunnel.cli.command.CompletionWords.Word;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Completion scripts. After `tunnel start` they ask `tunnel list` for names.
final class CompletionScripts {
    private static final String BASH =
            """
            # bash completion for tunnel
            _tunnel() {
              local cur=${COMP_WORDS[COMP_CWORD]} path= word i
              for ((i = 1; i < COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                case "$path $word" in
            %s      *) ;;
                esac
              done
              local words=
              case "$path" in
            %s  esac
              if [[ $path == start || $path == 'service install' ]] && [[ $cur != -* ]]; then
                words+=" $(tunnel list 2>/dev/null | awk '{print $1}')"
              fi
              COMPREPLY=($(compgen -W "$words" -- "$cur"))
              if ((${#COMPREPLY[@]} == 0)) && [[ $cur != -* ]]; then
                COMPREPLY=($(compgen -f -- "$cur"))
              fi
            }
            complete -o bashdefault -o default -F _tunnel tunnel
            """;
    private static final String ZSH =
            """
            #compdef tunnel
            # zsh completion for tunnel
            _tunnel() {
              local path= word i
              local -a verbs options
              for ((i = 2; i < CURRENT; i++)); do
                word=${words[i]}
                case "$path $word" in
            %s      *) ;;
                esac
              done
              case "$path" in
            %s  esac
              if [[ $path == start || $path == 'service install' ]]; then
                verbs+=(${(f)"$(command tunnel list 2>/dev/null | awk '{print $1}')"})
              fi
              _describe -t commands 'command' verbs
              _describe -t options 'option' options
              _files
            }
            if [[ $funcstack[1] == _tunnel ]]; then _tunnel "$@"; else compdef _tunnel tunnel; fi
            """;

    private CompletionScripts() {}

    static String bash(CompletionWords words) {
        return BASH.formatted(
                paths(words),
                words.commands().stream()
                        .map(level ->
                                "    %s) words=%s ;;\n"
                                        .formatted(
                                                single(level.path()),
                                                single(
                                                        Stream.concat(
                                                                        level.verbs().stream(),
                                                                        level.options().stream())
                                                                .map(Word::text)
                                                                .collect(Collectors.joining(" ")))))
                        .collect(Collectors.joining()));
    }

    static String zsh(CompletionWords words) {
        return ZSH.formatted(
                paths(words),
                words.commands().stream()
                        .map(level ->
                                "    %s)\n      verbs=(%s)\n      options=(%s) ;;\n"
                                        .formatted(
                                                single(level.path()),
                                                described(level.verbs()),
                                                described(level.options())))
                        .collect(Collectors.joining()));
    }

    static String fish(CompletionWords words) {
        StringBuilder script = new StringBuilder("# fish completion for tunnel\n");
        for (Level level : words.commands()) {
            String condition = condition(level, words);
            for (Word verb : level.verbs()) {
                script.append(
                        "complete -c tunnel -f -n %s -a %s -d %s\n"
                                .formatted(
                                        single(condition),
                                        single(verb.text()),
                                        single(verb.meaning())));
            }
            for (Word option : level.options()) {
                script.append(
                        "complete -c tunnel -n %s -l %s -d %s\n"
                                .formatted(
                                        single(condition),
                                        option.text().replaceFirst("^--", ""),
                                        single(option.meaning())));
            }
        }
        return script.append(
                        "complete -c tunnel -f -n '__fish_seen_subcommand_from start' -a"
                                + " \"(tunnel list 2>/dev/null | string split -f1 ' ')\"\n")
                .toString();
    }

    private static String condition(Level level, CompletionWords words) {
        if (level.path().isEmpty()) {
            return "__fish_use_subcommand";
        }
        String[] path = level.path().split(" ");
        String seen =
                Stream.of(path)
                        .map(word -> "__fish_seen_subcommand_from " + word)
                        .collect(Collectors.joining("; and "));
        String below =
                words.commands().stream()
                        .map(Level::path)
                        .filter(other -> other.startsWith(level.path() + " "))
                        .map(other -> other.substring(level.path().length() + 1))
                        .collect(Collectors.joining(" "));
        return below.isEmpty() ? seen : seen + "; and not __fish_seen_subcommand_from " + below;
    }

    /// What a word of the line makes of the command so far.
    private static String paths(CompletionWords words) {
        return words.commands().stream()
                .map(Level::path)
                .filter(path -> !path.isEmpty())
                .map(path -> {
                    int last = path.lastIndexOf(' ');
                    String before = last < 0 ? "" : path.substring(0, last);
                    String word = path.substring(last + 1);
                    return "      %s) path=%s ;;\n"
                            .formatted(single(before + " " + word), single(path));
                })
                .collect(Collectors.joining());
    }

    private static String described(List<Word> words) {
        return words.stream()
                .map(word -> single(word.text().replace(":", "\\:") + ":" + word.meaning()))
                .collect(Collectors.joining(" "));
    }

    private static String single(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
