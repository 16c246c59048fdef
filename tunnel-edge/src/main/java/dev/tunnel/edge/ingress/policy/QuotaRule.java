package dev.tunnel.edge.ingress.policy;

import dev.tunnel.edge.tunnel.Tunnel;
import java.util.Map;

/// What the platform lets the account's visitors use, whatever the tunnel's own rules are.
final class QuotaRule {
    private static final Verdict USED_UP =
            new Verdict.Refuse(
                    Reason.QUOTA_EXCEEDED,
                    "Quota used up",
                    "The account behind this tunnel has carried more than it may this month.",
                    Map.of("retry-after", "3600"));
    private static final Verdict TOO_FAST =
            new Verdict.Refuse(
                    Reason.RATE_LIMITED,
                    "Too many requests",
                    "The account behind this tunnel gets more requests than it may. Try again in a"
                            + " moment.",
                    Map.of("retry-after", "1"));

    private QuotaRule() {}

    static Verdict judge(Tunnel tunnel) {
        var allowance = tunnel.allowance();
        if (allowance.isUsedUp()) {
            return USED_UP;
        }
        return allowance.takeRequest() ? Verdict.ALLOW : TOO_FAST;
    }
}
