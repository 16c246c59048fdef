/// What administrators set while the server runs, beside limits and names: who may sign up.
@NullMarked
package dev.tunnel.server.setting;

import org.jspecify.annotations.NullMarked;
