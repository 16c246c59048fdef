package dev.tunnel.cli.forward.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FolderSiteTest {

    @TempDir private Path directory;

    @SuppressWarnings("NullAway.Init") // setUp
    private FolderSite site;

    @BeforeEach
    void setUp() throws IOException {
        Path root = Files.createDirectory(directory.resolve("site"));
        Files.writeString(directory.resolve("secret.txt"), "secret");
        Files.createDirectory(directory.resolve("site-other"));
        Files.writeString(directory.resolve("site-other/secret.txt"), "secret");
        Files.writeString(root.resolve("a b+ü.txt"), "hello");
        Files.writeString(root.resolve(".env"), "PASSWORD=1");
        Files.createDirectories(root.resolve(".git"));
        Files.writeString(root.resolve(".git/config"), "x");
        Files.createDirectories(root.resolve(".well-known"));
        Files.writeString(root.resolve(".well-known/proof"), "x");
        Files.createDirectories(root.resolve("docs"));
        Files.writeString(root.resolve("docs/index.html"), "<p>");
        Files.createDirectories(root.resolve("list"));
        Files.writeString(root.resolve("list/<b>.txt"), "x");
        Files.createSymbolicLink(root.resolve("out"), directory.resolve("secret.txt"));
        Files.createSymbolicLink(root.resolve("outdir"), directory);
        Files.createSymbolicLink(root.resolve("in"), root.resolve("docs"));
        Files.createSymbolicLink(root.resolve("hidden"), root.resolve(".env"));
        site = new FolderSite(root);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/%2e%2e/secret.txt",
                "/..%2fsecret.txt",
                "/docs/../../secret.txt",
                "/../site-other/secret.txt",
                "/out",
                "/outdir/",
                "/outdir/secret.txt",
                "/.env",
                "/.git/config",
                "/.git/",
                "/%2eenv",
                "/hidden",
                "/a%00b",
                "/%zz",
                "/%",
                "/%ff",
                "/nothing",
                "/a%20b+%C3%BC.txt/",
            })
    void findsNothingOutsideNorWhatIsHidden(String path) {
        assertThat(site.find(path)).isInstanceOf(Found.Nothing.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/a%20b+%C3%BC.txt, a b+ü.txt",
        "/docs/, index.html",
        "//docs//./, index.html",
        "/in/, index.html",
        "/.well-known/proof, proof",
    })
    void findsFiles(String path, String name) {
        assertThat(site.find(path))
                .isInstanceOfSatisfying(
                        Found.File.class, file -> assertThat(file.name()).isEqualTo(name));
    }

    @Test
    void aFolderWithoutItsSlashIsElsewhereInTheSameSite() {
        assertThat(site.find("//docs")).isEqualTo(new Found.Elsewhere("/docs/"));
    }

    @Test
    void listsWhatCanBeAskedFor() {
        assertThat(site.find("/"))
                .isInstanceOfSatisfying(
                        Found.Listing.class,
                        listing ->
                                assertThat(listing.items())
                                        .extracting(Found.Item::name)
                                        .containsExactly(
                                                ".well-known", "docs", "in", "list", "a b+ü.txt"));
        Found.Listing listing = (Found.Listing) site.find("/list/");
        String page =
                new String(
                        ((Reply.Body.Text) ListingPage.of(listing).body()).bytes(),
                        StandardCharsets.UTF_8);
        assertThat(page).contains("href=\"./%3Cb%3E.txt\"", "&lt;b&gt;.txt").doesNotContain("<b>");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=2-, 2, 9",
        "bytes=-3, 7, 9",
        "bytes=-30, 0, 9",
        "bytes=5-100, 5, 9",
    })
    void readsOneRange(String header, long first, long last) {
        assertThat(ByteRange.parse(header, 10))
                .isEqualTo(new ByteRange.Wanted.Part(new ByteRange(first, last)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=", "bytes=-", "bytes=a-b", "bytes=3-2", "bytes=0-1,3-4", "lines=1-2"})
    void ignoresARangeThatItCannotGive(String header) {
        assertThat(ByteRange.parse(header, 10)).isInstanceOf(ByteRange.Wanted.Everything.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0"})
    void refusesARangeBeyondTheEnd(String header) {
        assertThat(ByteRange.parse(header, 10)).isInstanceOf(ByteRange.Wanted.Impossible.class);
    }
}
