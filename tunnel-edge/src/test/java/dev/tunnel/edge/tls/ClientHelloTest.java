package dev.tunnel.edge.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientHelloTest {
    private static final int ECDHE_ECDSA_AES128_GCM = 0xC02B;
    private static final int ECDHE_RSA_AES128_GCM = 0xC02F;
    private static final int AES128_GCM_OF_1_3 = 0x1301;
    private static final int ECDSA_P256 = 0x0403;
    private static final int RSA_PKCS1 = 0x0401;

    @ParameterizedTest
    @CsvSource({
        "app.example, app.example",
        "APP.Example, app.example",
        "app.example., app.example",
        "_x.app-1.example, _x.app-1.example",
        "localhost, localhost"
    })
    void the_host_is_made_comparable(String sent, String read) {
        assertThat(ClientHello.read(hello(name(sent))).serverName()).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "-x", "a b", "a/b", "\u00e4", "a\0b", "a:443", "*.example"})
    void what_is_no_host_counts_as_not_said(String sent) {
        assertThat(ClientHello.read(hello(name(sent))).serverName()).isEmpty();
    }

    @Test
    void a_name_of_another_type_counts_as_not_said() {
        var name = name("app.example");
        name.setByte(6, 1);
        assertThat(ClientHello.read(hello(name)).serverName()).isEmpty();
    }

    @Test
    void a_hello_without_extensions_names_nothing() {
        var bytes = start(ECDHE_RSA_AES128_GCM);
        assertThat(ClientHello.read(bytes)).isEqualTo(new ClientHello("", KeyKind.RSA, false));
    }

    @Test
    void a_hello_that_ends_anywhere_is_not_readable_and_breaks_nothing() {
        var whole = hello(name("app.example"));
        for (int length = 0; length < whole.readableBytes(); length++) {
            var cut = whole.slice(0, length);
            assertThat(ClientHello.read(cut).serverName()).isEmpty();
        }
        assertThat(whole.readerIndex()).isZero();
    }

    @Test
    void lengths_that_lie_break_nothing() {
        var whole = hello(name("app.example"));
        for (int at = 0; at < whole.readableBytes(); at++) {
            for (int value : new int[] {0, 1, 0x7f, 0xff}) {
                var bent = whole.copy().setByte(at, value);
                assertThat(ClientHello.read(bent)).isNotNull();
            }
        }
    }

    @Test
    void a_client_of_tls_1_2_without_an_ecdsa_suite_gets_rsa() {
        var hello = start(ECDHE_RSA_AES128_GCM);
        extensions(hello, list(13, 2, ECDSA_P256, RSA_PKCS1));
        assertThat(ClientHello.read(hello).key()).isEqualTo(KeyKind.RSA);
    }

    @Test
    void a_client_of_tls_1_2_with_an_ecdsa_suite_gets_ecdsa() {
        var hello = start(ECDHE_RSA_AES128_GCM, ECDHE_ECDSA_AES128_GCM);
        extensions(hello, list(13, 2, RSA_PKCS1, ECDSA_P256));
        assertThat(ClientHello.read(hello).key()).isEqualTo(KeyKind.EC);
    }

    @Test
    void in_tls_1_3_the_signatures_decide() {
        var hello = start(AES128_GCM_OF_1_3);
        extensions(hello, list(43, 1, 0x0304, 0x0303), list(13, 2, ECDSA_P256));
        assertThat(ClientHello.read(hello).key()).isEqualTo(KeyKind.EC);

        var rsa = start(AES128_GCM_OF_1_3);
        extensions(rsa, list(43, 1, 0x0304), list(13, 2, RSA_PKCS1));
        assertThat(ClientHello.read(rsa).key()).isEqualTo(KeyKind.RSA);
    }

    @Test
    void only_a_certificate_authority_wants_acme_tls_alone() {
        assertThat(ClientHello.read(hello(alpn("acme-tls/1"))).validation()).isTrue();
        assertThat(ClientHello.read(hello(alpn("h2", "acme-tls/1"))).validation()).isFalse();
        assertThat(ClientHello.read(hello(alpn("acme-tls/1", "h2"))).validation()).isFalse();
        assertThat(ClientHello.read(hello(alpn("http/1.1"))).validation()).isFalse();
    }

    private static ByteBuf alpn(String... protocols) {
        var names = Unpooled.buffer();
        for (var protocol : protocols) {
            names.writeByte(protocol.length()).writeBytes(protocol.getBytes(US_ASCII));
        }
        return Unpooled.buffer()
                .writeShort(16)
                .writeShort(names.readableBytes() + 2)
                .writeShort(names.readableBytes())
                .writeBytes(names);
    }

    private static ByteBuf hello(ByteBuf extension) {
        var hello = start(ECDHE_ECDSA_AES128_GCM);
        extensions(hello, extension);
        return hello;
    }

    private static ByteBuf start(int... suites) {
        var hello = Unpooled.buffer().writeShort(0x0303).writeZero(32);
        hello.writeByte(3).writeZero(3);
        hello.writeShort(suites.length * 2);
        for (int suite : suites) {
            hello.writeShort(suite);
        }
        return hello.writeByte(1).writeByte(0);
    }

    private static void extensions(ByteBuf hello, ByteBuf... extensions) {
        var all = Unpooled.wrappedBuffer(extensions);
        hello.writeShort(all.readableBytes()).writeBytes(all);
    }

    private static ByteBuf name(String host) {
        var bytes = host.getBytes(US_ASCII);
        return Unpooled.buffer()
                .writeShort(0)
                .writeShort(bytes.length + 5)
                .writeShort(bytes.length + 3)
                .writeByte(0)
                .writeShort(bytes.length)
                .writeBytes(bytes);
    }

    private static ByteBuf list(int type, int lengthBytes, int... values) {
        var list = Unpooled.buffer().writeShort(type);
        list.writeShort(values.length * 2 + lengthBytes);
        if (lengthBytes == 1) {
            list.writeByte(values.length * 2);
        } else {
            list.writeShort(values.length * 2);
        }
        for (int value : values) {
            list.writeShort(value);
        }
        return list;
    }
}
