package dev.tunnel.edge.acme;

/// The domain's name server, as far as we may change it. Calls block, for a bounded time.
interface DnsRecords {

    /// Adds a TXT record beside others of its name.
    ///
    /// @param name without a dot at the end
    void add(String name, String value) throws OrderFailure, InterruptedException;

    /// Removes a TXT record that was added.
    void remove(String name, String value) throws OrderFailure, InterruptedException;
}
