/// Figures as Markdown and JSON.
@NullMarked
package dev.tunnel.bench.report;

import org.jspecify.annotations.NullMarked;
