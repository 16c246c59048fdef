/// The local services behind every tunnel that is measured.
@NullMarked
package dev.tunnel.bench.service;

import org.jspecify.annotations.NullMarked;
