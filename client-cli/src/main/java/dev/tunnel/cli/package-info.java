/// The agent, `tunnel`. Packages form one line of dependence: `Main → command → terminal → session
/// → forward → inspect → config`.
@NullMarked
package dev.tunnel.cli;

import org.jspecify.annotations.NullMarked;
