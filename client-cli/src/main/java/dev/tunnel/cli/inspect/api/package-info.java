/// The inspector's answers: ngrok's shapes under `/api/tunnels`, `/api/requests/http` and
/// `/api/status`, the page's own under `/api/inspector` (docs/decisions/0111).
@NullMarked
package dev.tunnel.cli.inspect.api;

import org.jspecify.annotations.NullMarked;
