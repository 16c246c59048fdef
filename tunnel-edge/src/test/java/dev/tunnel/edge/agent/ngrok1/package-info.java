@NullMarked
package dev.tunnel.edge.agent.ngrok1;

import org.jspecify.annotations.NullMarked;
