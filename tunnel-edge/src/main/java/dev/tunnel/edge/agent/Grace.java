package dev.tunnel.edge.agent;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.edge.tunnel.CloseReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the edge remembers of authtokens, for the time when the platform is away: which ones the
/// platform vouched for and when last, and which ones it took back. Control executor only.
public final class Grace {
    private static final int MOST = 20_000;

    private final InstantSource clock;
    private final Duration span;
    private final Map<String, Word> words =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Word> eldest) {
                    return size() > MOST;
                }
            };

    /// The platform's last word on an authtoken.
    private record Word(Instant at, @Nullable CloseReason refusal) {}

    /// @param span how long the platform's last yes is good for while it is away
    public Grace(InstantSource clock, Duration span) {
        this.clock = clock;
        this.span = span;
    }

    /// The platform let a session of this authtoken in, or did not object to a live one.
    public void vouched(String authtokenHash) {
        words.put(authtokenHash, new Word(clock.instant(), null));
    }

    /// The platform does not object to a live session; what it took back stays taken back.
    public void unopposed(String authtokenHash) {
        if (refusal(authtokenHash).isEmpty()) {
            vouched(authtokenHash);
        }
    }

    /// The platform took an authtoken back that it vouched for before; of others nothing is kept,
    /// so that guesses push nothing out.
    public void refused(String authtokenHash, CloseReason refusal) {
        words.computeIfPresent(authtokenHash, (_, _) -> new Word(clock.instant(), refusal));
    }

    /// Why an agent with this authtoken must stay out although the platform cannot be asked: the
    /// refusal the platform gave, or that nobody can say; empty for one that may come back.
    public Optional<CloseReason> objection(String authtokenHash) {
        var refusal = refusal(authtokenHash);
        if (refusal.isPresent()) {
            return refusal;
        }
        var word = words.get(authtokenHash);
        boolean good = word != null && word.at.plus(span).isAfter(clock.instant());
        return good ? Optional.empty() : Optional.of(UNAVAILABLE);
    }

    private Optional<CloseReason> refusal(String authtokenHash) {
        var word = words.get(authtokenHash);
        return word == null ? Optional.empty() : Optional.ofNullable(word.refusal);
    }

    static final CloseReason UNAVAILABLE =
            new CloseReason(
                    ProblemCode.UNAVAILABLE.wire(),
                    "The platform cannot be asked at the moment; try again soon.",
                    true);
}
