package dev.tunnel.cli.forward.folder;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// What a path of a request stands for.
sealed interface Found {

    /// A file to show.
    ///
    /// @param name decides on the media type
    record File(Path path, String name, long size, Instant modified) implements Found {}

    /// A folder without index.html.
    ///
    /// @param title its path in the site, `/` first and last
    record Listing(String title, List<Item> items, boolean cut) implements Found {}

    /// One line of a listing.
    record Item(String name, boolean folder, long size, Instant modified) {}

    /// A folder that was asked for without the slash at its end.
    record Elsewhere(String location) implements Found {}

    /// Nothing, or nothing that is shown.
    record Nothing() implements Found {}
}
