package dev.tunnel.edge.agent;

import org.jspecify.annotations.Nullable;

/// The agent asks for something that makes no sense.
public final class Unclear extends Exception {
    private static final long serialVersionUID = 1;

    private final String sentence;

    public Unclear(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    /// For the agent's user.
    public String sentence() {
        return sentence;
    }

    static void check(boolean holds, String message, @Nullable Object... arguments) throws Unclear {
        if (!holds) {
            throw new Unclear(message.formatted(arguments));
        }
    }
}
