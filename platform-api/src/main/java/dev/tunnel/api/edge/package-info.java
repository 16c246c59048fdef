/// The edge ↔ platform contract, `/edge/v1`. Authenticated with the edge's own key.
@NullMarked
package dev.tunnel.api.edge;

import org.jspecify.annotations.NullMarked;
