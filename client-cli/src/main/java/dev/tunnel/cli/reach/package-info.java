/// How connections leave this machine: names and their addresses, proxies, TLS, HTTP calls.
@NullMarked
package dev.tunnel.cli.reach;

import org.jspecify.annotations.NullMarked;
