package dev.tunnel.cli.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tunnel completion bash|zsh|fish`.
@Command(
        name = "completion",
        header = "Prints a script with which the shell completes commands and options.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  tunnel completion bash > ~/.local/share/bash-completion/completions/tunnel",
            "  tunnel completion zsh > ~/.zfunc/_tunnel      (with ~/.zfunc in fpath)",
            "  tunnel completion fish > ~/.config/fish/completions/tunnel.fish",
            "  source <(tunnel completion bash)               for this shell only"
        })
final class CompletionCommand implements Callable<Integer> {
    private final World world;
    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private String shell = "";

    @Mixin private CommonOptions common = new CommonOptions();

    CompletionCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("not made by picocli");
        }
        CompletionWords words = CompletionWords.of(spec.root());
        String script =
                switch (shell) {
                    case "bash" -> CompletionScripts.bash(words);
                    case "zsh" -> CompletionScripts.zsh(words);
                    case "fish" -> CompletionScripts.fish(words);
                    default ->
                            throw new ParameterException(
                                    spec.commandLine(),
                                    "\"%s\" is none of bash, zsh and fish".formatted(shell));
                };
        world.console().out().print(script);
        return ExitCode.OK.status();
    }
}
