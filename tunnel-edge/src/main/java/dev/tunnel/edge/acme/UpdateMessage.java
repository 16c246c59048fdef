package dev.tunnel.edge.acme;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A DNS UPDATE (RFC 2136) of one TXT record, and what is needed to sign it (RFC 8945).
final class UpdateMessage {
    private static final int UPDATE = 5 << 11;
    private static final int SOA = 6;
    private static final int TXT = 16;
    private static final int TSIG = 250;
    private static final int IN = 1;
    private static final int NONE = 254;
    private static final int ANY = 255;
    private static final int SECONDS_TO_LIVE = 60;
    private static final int FUDGE = 300;
    private static final int LONGEST_TEXT = 255;
    private static final int LONGEST_LABEL = 63;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private UpdateMessage() {}

    /// Without a signature.
    ///
    /// @param remove whether the record is to go
    static byte[] of(int id, String zone, String name, String value, boolean remove) {
        var message = new UpdateMessage();
        try {
            message.head(id, zone);
            message.record(name, value, remove);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return message.bytes.toByteArray();
    }

    private void head(int id, String zone) throws IOException {
        for (int field : new int[] {id, UPDATE, 1, 0, 1, 0}) {
            out.writeShort(field);
        }
        name(zone);
        out.writeShort(SOA);
        out.writeShort(IN);
    }

    private void record(String name, String value, boolean remove) throws IOException {
        byte[] text = value.getBytes(StandardCharsets.US_ASCII);
        if (text.length > LONGEST_TEXT) {
            throw new IllegalArgumentException("too long a text");
        }
        name(name);
        out.writeShort(TXT);
        out.writeShort(remove ? NONE : IN);
        out.writeInt(remove ? 0 : SECONDS_TO_LIVE);
        out.writeShort(text.length + 1);
        out.writeByte(text.length);
        out.write(text);
    }

    private void name(String name) throws IOException {
        for (var label : name.split("\\.")) {
            byte[] text = label.getBytes(StandardCharsets.US_ASCII);
            if (text.length == 0 || text.length > LONGEST_LABEL) {
                throw new IllegalArgumentException("no DNS name: " + name);
            }
            out.writeByte(text.length);
            out.write(text);
        }
        out.writeByte(0);
    }

    /// What a signature adds to the message that is hashed: the variables of the TSIG record.
    static byte[] variables(String key, String algorithm, long second) {
        var message = new UpdateMessage();
        try {
            message.name(key);
            message.out.writeShort(ANY);
            message.out.writeInt(0);
            message.name(algorithm);
            message.time(second);
            message.out.writeShort(0);
            message.out.writeShort(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return message.bytes.toByteArray();
    }

    /// The message with its TSIG record.
    static byte[] signed(byte[] plain, String key, String algorithm, long second, byte[] mac) {
        var record = new UpdateMessage();
        var data = new UpdateMessage();
        try {
            data.name(algorithm);
            data.time(second);
            data.out.writeShort(mac.length);
            data.out.write(mac);
            data.out.write(plain, 0, 2);
            data.out.writeShort(0);
            data.out.writeShort(0);
            record.out.write(plain);
            record.name(key);
            record.out.writeShort(TSIG);
            record.out.writeShort(ANY);
            record.out.writeInt(0);
            record.out.writeShort(data.bytes.size());
            record.out.write(data.bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] whole = record.bytes.toByteArray();
        whole[11] = 1; // one additional record
        return whole;
    }

    private void time(long second) throws IOException {
        out.writeShort((int) (second >>> 32));
        out.writeInt((int) second);
        out.writeShort(FUDGE);
    }
}
