package dev.tunnel.cli.doctor;

import io.avaje.jsonb.Json;

/// What one step has shown.
///
/// @param check what was looked at: `config`, `proxy`, `platform name`, …
/// @param status `ok`, `warning`, `failed`, or `skipped` where an earlier failure stands before it
/// @param detail what was found
/// @param advice what to do; empty where nothing
@Json
public record Finding(String check, Status status, String detail, String advice) {

    /// How it went.
    public enum Status {
        ok,
        warning,
        failed,
        skipped,
    }

    static Finding ok(String check, String detail) {
        return new Finding(check, Status.ok, detail, "");
    }

    static Finding warning(String check, String detail, String advice) {
        return new Finding(check, Status.warning, detail, advice);
    }

    static Finding failed(String check, String detail, String advice) {
        return new Finding(check, Status.failed, detail, advice);
    }

    static Finding skipped(String check) {
        return new Finding(check, Status.skipped, "", "");
    }
}
