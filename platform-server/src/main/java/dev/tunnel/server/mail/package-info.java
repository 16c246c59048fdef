/// Mail to users, by SMTP where it is configured, otherwise into the log.
@NullMarked
package dev.tunnel.server.mail;

import org.jspecify.annotations.NullMarked;
