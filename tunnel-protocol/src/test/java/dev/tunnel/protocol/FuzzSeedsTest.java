package dev.tunnel.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the fuzzers start from, and every input that once was a finding. Each folder is named after
/// its fuzzer; `./dev fuzz` runs them on.
final class FuzzSeedsTest {
    private static final Path FUZZ = Path.of("src/test/resources/fuzz");

    static List<Path> seeds() throws IOException {
        try (var files = Files.walk(FUZZ)) {
            return files.filter(Files::isRegularFile).map(FUZZ::relativize).sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("seeds")
    void a_fuzzer_finds_nothing_in_its_seed(Path seed) throws Exception {
        Class.forName(seed.getName(0).toString())
                .getMethod("fuzzerTestOneInput", byte[].class)
                .invoke(null, (Object) Files.readAllBytes(FUZZ.resolve(seed)));
    }
}
