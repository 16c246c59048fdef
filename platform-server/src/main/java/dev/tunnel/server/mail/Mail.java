package dev.tunnel.server.mail;

/// One mail: plain text. Fired as an event within a transaction, it is sent when that has
/// committed.
///
/// @param link what the text is about; where no SMTP server is configured the operator finds it in
///   the log
public record Mail(String to, String subject, String text, String link) {
    /// Without the link, which may be a secret.
    @Override
    public String toString() {
        return "Mail[" + subject + "]";
    }
}
