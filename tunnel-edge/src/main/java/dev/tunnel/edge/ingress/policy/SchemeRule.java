package dev.tunnel.edge.ingress.policy;

import java.util.Set;

/// Which of http and https a tunnel is served over. What comes over http to one that wants https is
/// sent there.
///
/// @param redirect whether http visitors are sent to https although http is served
/// @param httpsPort where visitors find https
record SchemeRule(Set<String> schemes, boolean redirect, int httpsPort) implements RequestRule {
    private static final int HTTPS = 443;

    @Override
    public Verdict judge(Asked request) {
        if (request.https()) {
            return schemes.contains("https")
                    ? Verdict.ALLOW
                    : new Verdict.Refuse(
                            Reason.SCHEME_NOT_SERVED,
                            "Not served over https",
                            "The tunnel at " + request.host() + " is not served over https.");
        }
        return redirect || !schemes.contains("http")
                ? new Verdict.Redirect(location(request))
                : Verdict.ALLOW;
    }

    private String location(Asked request) {
        var target = request.head().uri();
        var path = target.startsWith("/") ? target : "/";
        var port = httpsPort == HTTPS ? "" : ":" + httpsPort;
        return "https://" + request.host() + port + path;
    }
}
