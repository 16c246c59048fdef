/// A tunnel's own rules about its visitors, in two phases. *Connection*: an address is known and no
/// byte has been forwarded; every kind of tunnel. *Request*: an HTTP request, each one of a
/// connection anew; it begins with the rules of the first phase, because requests that come through
/// a trusted proxy have addresses of their own.
///
/// A rule is a class of a few lines, a [dev.tunnel.edge.ingress.policy.Verdict] is what it says.
/// The first that does not allow decides. The order is that of
/// [dev.tunnel.edge.ingress.policy.Policy#of]: addresses, https, password.
@NullMarked
package dev.tunnel.edge.ingress.policy;

import org.jspecify.annotations.NullMarked;
