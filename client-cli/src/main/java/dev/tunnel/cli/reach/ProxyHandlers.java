package dev.tunnel.cli.reach;

import dev.tunnel.cli.config.ProxyUrl;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Netty's handlers that ask a proxy for a connection.
final class ProxyHandlers {

    private ProxyHandlers() {}

    /// @param address the one of the proxy's addresses that is tried
    static ProxyHandler of(ProxyUrl proxy, InetSocketAddress address, Duration timeout) {
        ProxyHandler handler =
                switch (proxy.kind()) {
                    case HTTP, HTTPS -> http(proxy, address);
                    case SOCKS5 -> socks(proxy, address);
                };
        handler.setConnectTimeoutMillis(timeout.toMillis());
        return handler;
    }

    private static ProxyHandler http(ProxyUrl proxy, InetSocketAddress address) {
        String user = proxy.user();
        var headers = new DefaultHttpHeaders();
        // The port belongs to the host that is asked for, also where it is 443.
        return user == null
                ? new HttpProxyHandler(address, headers, false)
                : new HttpProxyHandler(address, user, proxy.password().value(), headers, false);
    }

    private static ProxyHandler socks(ProxyUrl proxy, InetSocketAddress address) {
        String user = proxy.user();
        return user == null
                ? new Socks5ProxyHandler(address)
                : new Socks5ProxyHandler(address, user, proxy.password().value());
    }
}
