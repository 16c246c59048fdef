package dev.tunnel.edge.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// A ClientHello made by hand, to be cut and bent; its bytes as ISO 8859-1 text.
///
/// @param version the highest version of TLS that the client speaks, such as 0x0303
/// @param padding the size of an extension that says nothing
public record HelloBytes(String host, int version, int padding) {
    private static final int PADDING = 21;
    private static final int[] SUITES = {0xC02B, 0xC02F, 0xC013};

    public static HelloBytes to(String host) {
        return new HelloBytes(host, 0x0303, 0);
    }

    public HelloBytes version(int other) {
        return new HelloBytes(host, other, padding);
    }

    public HelloBytes padding(int size) {
        return new HelloBytes(host, version, size);
    }

    /// In one record.
    public String record() {
        return records(message().length);
    }

    /// In as many records as it takes.
    ///
    /// @param piece the size of each
    public String records(int piece) {
        var message = message();
        var records = new Bytes();
        for (int at = 0; at < message.length; at += piece) {
            var part = Arrays.copyOfRange(message, at, Math.min(at + piece, message.length));
            records.number(1, 22).number(2, 0x0301).block(2, part);
        }
        return new String(records.toByteArray(), ISO_8859_1);
    }

    private byte[] message() {
        var suites = new Bytes();
        for (int suite : SUITES) {
            suites.number(2, suite);
        }
        var body =
                new Bytes()
                        .number(2, version)
                        .bytes(new byte[32])
                        .number(1, 0)
                        .block(2, suites.toByteArray())
                        .number(2, 0x0100)
                        .block(2, extensions());
        return new Bytes().number(1, 1).block(3, body.toByteArray()).toByteArray();
    }

    private byte[] extensions() {
        var name = new Bytes().number(1, 0).block(2, host.getBytes(US_ASCII)).toByteArray();
        return new Bytes()
                .number(2, PADDING)
                .block(2, new byte[padding])
                .number(2, 0)
                .block(2, new Bytes().block(2, name).toByteArray())
                .number(2, 10)
                .block(2, new Bytes().block(2, new byte[] {0, 23}).toByteArray())
                .number(2, 13)
                .block(2, new Bytes().block(2, new byte[] {4, 3, 4, 1}).toByteArray())
                .toByteArray();
    }

    private static final class Bytes extends ByteArrayOutputStream {
        Bytes number(int size, int value) {
            for (int i = size - 1; i >= 0; i--) {
                write(value >> (8 * i));
            }
            return this;
        }

        Bytes bytes(byte[] content) {
            writeBytes(content);
            return this;
        }

        /// A length and so many bytes.
        Bytes block(int lengthSize, byte[] content) {
            return number(lengthSize, content.length).bytes(content);
        }
    }
}
