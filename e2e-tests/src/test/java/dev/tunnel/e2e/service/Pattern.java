package dev.tunnel.e2e.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/// Bytes made on the fly, any number of them: random looking, the same every time, and no two
/// blocks alike, so that a digest notices every loss, doubling or change of order.
public final class Pattern extends InputStream {
    private static final int BLOCK = 64 * 1024;

    private final byte[] block = new byte[BLOCK];
    private long left;
    private long blocks;
    private int position = BLOCK;

    public Pattern(long size) {
        this.left = size;
        new Random(7).nextBytes(block);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (left == 0) {
            return -1;
        }
        if (position == BLOCK) {
            ByteBuffer.wrap(block).putLong(blocks++);
            position = 0;
        }
        int count = (int) Math.min(Math.min(length, left), BLOCK - position);
        System.arraycopy(block, position, target, offset, count);
        position += count;
        left -= count;
        return count;
    }

    /// The digest of the first `size` bytes.
    public static Digest digest(long size) {
        return digest(new Pattern(size));
    }

    /// Size and SHA-256 of everything a stream holds.
    public static Digest digest(InputStream stream) {
        try (stream) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BLOCK];
            long size = 0;
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                sha256.update(buffer, 0, count);
                size += count;
            }
            return new Digest(size, HexFormat.of().formatHex(sha256.digest()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A size and a lower-case hex SHA-256.
    public record Digest(long size, String sha256) {
        @Override
        public String toString() {
            return size + " " + sha256;
        }
    }
}
