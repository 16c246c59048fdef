package dev.tunnel.cli.inspect.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class DecodingTest {

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void inflatesGzipAndBothKindsOfDeflate() throws IOException {
        byte[] text = "hello hello hello".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(Decoding.decode("GZIP", gzip(text))).hasValue(text);
        for (boolean bare : new boolean[] {true, false}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (var deflate = new DeflaterOutputStream(out, new Deflater(9, bare))) {
                deflate.write(text);
            }
            assertThat(Decoding.decode("deflate", out.toByteArray())).hasValue(text);
        }
    }

    @Test
    void givesWhatCameOfABodyThatWasCut() throws IOException {
        byte[] random = new byte[100_000];
        new java.util.Random(1).nextBytes(random);
        byte[] whole = gzip(random);
        byte[] decoded =
                Decoding.decode("gzip", Arrays.copyOf(whole, whole.length / 2)).orElseThrow();
        assertThat(decoded.length).isBetween(40_000, 60_000);
    }

    @Test
    void stopsABomb() throws IOException {
        assertThat(Decoding.decode("gzip", gzip(new byte[50_000_000])).orElseThrow().length)
                .isLessThanOrEqualTo(4 << 20);
    }

    @Test
    void leavesWhatItDoesNotKnow() {
        assertThat(Decoding.decode("br", new byte[] {1})).isEmpty();
        assertThat(Decoding.decode("gzip", new byte[] {1, 2, 3})).isEmpty();
        assertThat(Decoding.decode("", new byte[] {1})).hasValue(new byte[] {1});
    }
}
