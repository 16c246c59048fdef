/// Agents' sessions, whatever protocol they speak: authorised, attached, detached, resumed, ended.
@NullMarked
package dev.tunnel.edge.agent;

import org.jspecify.annotations.NullMarked;
