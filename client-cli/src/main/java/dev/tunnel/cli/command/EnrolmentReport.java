package dev.tunnel.cli.command;

import dev.tunnel.cli.config.Environment;
import dev.tunnel.cli.config.PrivateCa;
import dev.tunnel.cli.session.PlatformClient.TokenAnswer;
import dev.tunnel.cli.terminal.Console;
import java.io.PrintStream;

/// Tells the user what `tunnel authtoken` has stored, and what to look out for.
final class EnrolmentReport {

    private final PrintStream out;
    private final PrintStream err;
    private final Environment environment;

    EnrolmentReport(Console console, Environment environment) {
        this.out = console.out();
        this.err = console.err();
        this.environment = environment;
    }

    void print(Enrolment enrolment, TokenAnswer answer) {
        warnings(enrolment, answer);
        out.println("Authtoken stored in " + enrolment.file().path());
        String edge = enrolment.agentAddress();
        out.println(
                "Server     "
                        + enrolment.server()
                        + (edge == null ? "" : ", agents connect to " + edge));
        if (answer instanceof TokenAnswer.Valid(var token)) {
            out.println(
                    "Account    %s (authtoken \"%s\")".formatted(token.account(), token.name()));
        }
        if (enrolment.info().isPresent()) {
            enrolment.ca().ifPresent(ca -> ca(enrolment, ca));
        }
        out.println("Next       tunnel http 8080");
    }

    private void ca(Enrolment enrolment, PrivateCa ca) {
        out.println("CA         " + enrolment.caFile());
        out.println("           SHA-256 " + ca.fingerprint());
    }

    private void warnings(Enrolment enrolment, TokenAnswer answer) {
        if (answer instanceof TokenAnswer.Unknown(var reason)) {
            warn(reason + "; the authtoken is stored unchecked");
        } else if (enrolment.info().isPresent() && enrolment.agentAddress() == null) {
            warn("the server has no edge yet; tunnels need one");
        }
        if (!enrolment.server().isPrivate()) {
            warn(
                    "%s is not encrypted: others on the way can read the authtoken and forge the CA"
                            .formatted(enrolment.server()));
        }
        if (enrolment.caChanged()) {
            caChanged(enrolment);
        }
        if (environment.get("TUNNEL_AUTHTOKEN").isPresent()) {
            warn("TUNNEL_AUTHTOKEN is set and wins over the stored authtoken");
        }
    }

    private void caChanged(Enrolment enrolment) {
        String before = enrolment.caBefore().map(PrivateCa::fingerprint).orElse("");
        String now = enrolment.ca().map(PrivateCa::fingerprint).orElse("");
        if (enrolment.sameServer()) {
            err.println("WARNING: THE SERVER'S CA HAS CHANGED. If nobody set the server up anew,");
            err.println("somebody may be between you and it: compare the fingerprint with its");
            err.println("administrator before you go on.");
        } else {
            err.println("warning: this server has another CA than the one before");
        }
        err.println("  before SHA-256 " + before);
        err.println("  now    SHA-256 " + now);
    }

    private void warn(String text) {
        err.println("warning: " + text);
    }
}
