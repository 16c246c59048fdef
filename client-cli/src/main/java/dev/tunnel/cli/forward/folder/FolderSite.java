package dev.tunnel.cli.forward.folder;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds what a request's path stands for below one folder. Nothing outside of it is ever found,
/// whether asked for by `..` or through a symbolic link; nor is what begins with a dot, as `.git`
/// and `.env` are not meant for the public (`.well-known` is). All of it blocks.
final class FolderSite {
    private static final int MOST_ITEMS = 5000;
    private static final String INDEX = "index.html";

    private final Path root;

    FolderSite(Path root) {
        this.root = root;
    }

    /// @param path of the request, still percent-encoded, without the query
    Found find(String path) {
        try {
            List<String> names = names(path);
            Path realRoot = root.toRealPath();
            Path file = realRoot;
            for (String name : names) {
                file = file.resolve(name);
            }
            Path real = file.toRealPath();
            if (!real.startsWith(realRoot) || isHidden(realRoot.relativize(real))) {
                return new Found.Nothing();
            }
            return Files.isDirectory(real)
                    ? folder(realRoot, real, path, names)
                    : path.endsWith("/") ? new Found.Nothing() : file(real, real);
        } catch (IOException | InvalidPathException _) {
            return new Found.Nothing();
        }
    }

    /// The path's parts, decoded one by one: an encoded slash does not part them.
    private static List<String> names(String path) throws IOException {
        List<String> names = new ArrayList<>();
        for (String part : path.split("/")) {
            String name = PercentText.decode(part);
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0 || isHidden(name)) {
                throw new CharacterCodingException();
            }
            names.add(name);
        }
        return names;
    }

    private static boolean isHidden(Path relative) {
        for (Path name : relative) {
            if (isHidden(name.toString())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") && !name.equals(".well-known");
    }

    private static Found folder(Path realRoot, Path folder, String path, List<String> names)
            throws IOException {
        String title = names.isEmpty() ? "/" : "/" + String.join("/", names) + "/";
        if (!path.endsWith("/")) {
            return new Found.Elsewhere(PercentText.encodePath(title));
        }
        Path index = folder.resolve(INDEX);
        if (Files.isRegularFile(index)) {
            Path real = index.toRealPath();
            return real.startsWith(realRoot) ? file(real, index) : new Found.Nothing();
        }
        return listing(realRoot, folder, title);
    }

    private static Found file(Path real, Path named) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
        return attributes.isRegularFile()
                ? new Found.File(
                        real,
                        String.valueOf(named.getFileName()),
                        attributes.size(),
                        attributes.lastModifiedTime().toInstant())
                : new Found.Nothing();
    }

    private static Found listing(Path realRoot, Path folder, String title) throws IOException {
        List<Found.Item> items = new ArrayList<>();
        boolean cut = false;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (items.size() == MOST_ITEMS) {
                    cut = true;
                    break;
                }
                add(realRoot, entry, items);
            }
        }
        items.sort(
                Comparator.comparing((Found.Item item) -> !item.folder())
                        .thenComparing(Found.Item::name));
        return new Found.Listing(title, List.copyOf(items), cut);
    }

    /// What a request for it would not find is not listed either.
    private static void add(Path realRoot, Path entry, List<Found.Item> items) {
        String name = String.valueOf(entry.getFileName());
        try {
            Path real = entry.toRealPath();
            if (isHidden(name)
                    || !real.startsWith(realRoot)
                    || isHidden(realRoot.relativize(real))) {
                return;
            }
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            if (attributes.isDirectory() || attributes.isRegularFile()) {
                items.add(
                        new Found.Item(
                                name,
                                attributes.isDirectory(),
                                attributes.size(),
                                attributes.lastModifiedTime().toInstant()));
            }
        } catch (IOException _) {
            // Gone in between, or a link to nothing.
        }
    }
}
