package dev.tunnel.server.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Which credentials a resource, or one method of it, takes. Without it a resource takes
/// [Credentials#USER]: what is open is said to be open.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Access {
    /// The credentials taken.
    Credentials value();

    /// The kinds of credentials.
    enum Credentials {
        /// None: open to everybody.
        NONE,
        /// A signed-in user: an access token.
        USER,
        /// An agent's authtoken.
        AUTHTOKEN,
        /// An edge's key.
        EDGE,
    }
}
