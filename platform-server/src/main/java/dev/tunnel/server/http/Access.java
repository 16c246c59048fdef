package dev.tunnel.server.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Locale;

/// Which credentials a resource, or one method of it, takes. Without it a resource takes
/// [Credentials#USER]: what is open is said to be open.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Access {
    /// The credentials taken.
    Credentials value() default Credentials.USER;

    /// The least role in the account that [Credentials#USER] needs; if none is given, a viewer may
    /// read and a member may write.
    Role[] role() default {};

    /// Whether what takes a [Credentials#USER] takes an agent's authtoken as well, as long as that
    /// has no scope: what `tunnel reserve` needs.
    boolean agents() default false;

    /// The kinds of credentials.
    enum Credentials {
        /// None: open to everybody.
        NONE,
        /// A member of the account that the request is for: an access token, or an API key whose
        /// scope allows the method.
        USER,
        /// A signed-in user in person, whatever the account: an access token. For what makes up the
        /// login itself.
        PERSON,
        /// An administrator of the server: an access token or an API key of one.
        ADMIN,
        /// An agent's authtoken.
        AUTHTOKEN,
        /// An edge's key.
        EDGE,
    }

    /// What a member may do in an account, the least first.
    enum Role {
        /// Sees everything, changes nothing.
        VIEWER,
        /// Uses the account: authtokens, names, tunnels.
        MEMBER,
        /// Manages its members, too.
        ADMIN,
        /// Manages its owners, too, and can close it.
        OWNER;

        /// Whether it may do what needs that role.
        public boolean covers(Role needed) {
            return compareTo(needed) >= 0;
        }

        /// As stored and in JSON.
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Of what is stored.
        ///
        /// @throws IllegalArgumentException if it is none
        public static Role ofWire(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }
}
