package dev.tunnel.edge.ingress.policy;

import dev.tunnel.edge.tunnel.IpRules;
import dev.tunnel.edge.tunnel.TunnelOptions;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// The rules of one tunnel. Any thread.
///
/// @param connection rules of the first phase, in their order
/// @param request rules of the second phase, in their order, after those of the first
record Policy(List<ConnectionRule> connection, List<RequestRule> request) {
    Policy {
        connection = List.copyOf(connection);
        request = List.copyOf(request);
    }

    /// Makes rules of what the agent asked for. A new kind of rule is one more line here.
    ///
    /// @param httpsPort where visitors find https
    static Policy of(TunnelOptions options, int httpsPort) {
        var access = options.access();
        var connection = new ArrayList<ConnectionRule>();
        var request = new ArrayList<RequestRule>();
        if (!access.addresses().equals(IpRules.EVERYBODY)) {
            connection.add(new AddressRule(access.addresses()));
        }
        request.add(new SchemeRule(options.schemes(), access.redirectHttps(), httpsPort));
        if (access.basicAuth() != null) {
            request.add(new PasswordRule(access.basicAuth()));
        }
        return new Policy(connection, request);
    }

    Verdict judge(InetAddress visitor) {
        for (var rule : connection) {
            var verdict = rule.judge(visitor);
            if (!(verdict instanceof Verdict.Allow)) {
                return verdict;
            }
        }
        return Verdict.ALLOW;
    }

    Verdict judge(Asked asked) {
        var first = judge(asked.visitor());
        if (!(first instanceof Verdict.Allow)) {
            return first;
        }
        for (var rule : request) {
            var verdict = rule.judge(asked);
            if (!(verdict instanceof Verdict.Allow)) {
                return verdict;
            }
        }
        return Verdict.ALLOW;
    }
}
