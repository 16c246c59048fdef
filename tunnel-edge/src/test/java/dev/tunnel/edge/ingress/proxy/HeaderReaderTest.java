package dev.tunnel.edge.ingress.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunnel.edge.ingress.proxy.ProxyHeader.Own;
import dev.tunnel.edge.ingress.proxy.ProxyHeader.Relayed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeaderReaderTest {
    private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";
    private static final String V4_ADDRESSES = "\300\0\2\7\306\63\144\1\310\42\1\273";

    @Test
    void a_line_of_ipv4() throws Exception {
        assertThat(read("PROXY TCP4 192.0.2.7 198.51.100.1 51234 443\r\n"))
                .isEqualTo(relayed("192.0.2.7", 51234, "198.51.100.1", 443));
    }

    @Test
    void a_line_of_ipv6() throws Exception {
        assertThat(read("PROXY TCP6 2001:db8::7 ::1 1 65535\r\n"))
                .isEqualTo(relayed("2001:db8::7", 1, "::1", 65535));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY UNKNOWN\r\n",
                "PROXY UNKNOWN ffff::1 ffff::1 65535 65535\r\n",
                SIGNATURE + "\40\0\0\0",
                SIGNATURE + "\40\21\0\14" + V4_ADDRESSES,
                SIGNATURE + "\41\0\0\0",
                SIGNATURE + "\41\61\0\0"
            })
    void a_header_that_names_nobody_leaves_the_connections_own_address(String bytes)
            throws Exception {
        assertThat(read(bytes)).isEqualTo(new Own());
    }

    @Test
    void the_binary_form_with_extensions_behind_the_addresses() throws Exception {
        var expected = relayed("192.0.2.7", 51234, "198.51.100.1", 443);
        assertThat(read(SIGNATURE + "\41\21\0\14" + V4_ADDRESSES)).isEqualTo(expected);
        assertThat(read(SIGNATURE + "\41\21\0\22" + V4_ADDRESSES + "\1\0\3abc"))
                .isEqualTo(expected);
        var longest = SIGNATURE + "\41\21\2\30" + V4_ADDRESSES + "x".repeat(524);
        assertThat(read(longest)).isEqualTo(expected);
    }

    @Test
    void the_binary_form_of_ipv6() throws Exception {
        var v6 = "\40\1\15\270" + "\0".repeat(11) + "\7" + "\0".repeat(15) + "\1";
        assertThat(read(SIGNATURE + "\41\41\0\44" + v6 + "\0\1\377\377"))
                .isEqualTo(relayed("2001:db8::7", 1, "::1", 65535));
    }

    @Test
    void nothing_is_taken_before_all_is_there_and_nothing_behind_it() throws Exception {
        for (var header :
                new String[] {
                    "PROXY TCP4 192.0.2.7 198.51.100.1 51234 443\r\n",
                    "PROXY UNKNOWN\r\n",
                    SIGNATURE + "\41\21\0\14" + V4_ADDRESSES
                }) {
            for (int known = 0; known < header.length(); known++) {
                var part = bytes(header.substring(0, known));
                assertThat(HeaderReader.read(part)).isNull();
                assertThat(part.readableBytes()).isEqualTo(known);
            }
            var whole = bytes(header + "\r\nGET");
            assertThat(HeaderReader.read(whole)).isNotNull();
            assertThat(whole.toString(ISO_8859_1)).isEqualTo("\r\nGET");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n",
                "proxy TCP4 192.0.2.7 198.51.100.1 51234 443\r\n",
                "PROXY  TCP4 192.0.2.7 198.51.100.1 51234 443\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 51234 443 \r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 51234 443\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 51234\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 51234 443 1\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 51234 65536\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 +1 443\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 -1 443\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 0443 443\r\n",
                "PROXY TCP4 192.0.2.07 198.51.100.1 1 443\r\n",
                "PROXY TCP4 192.0.2.256 198.51.100.1 1 443\r\n",
                "PROXY TCP4 192.0.2 198.51.100.1 1 443\r\n",
                "PROXY TCP4 2001:db8::7 ::1 1 443\r\n",
                "PROXY TCP4 example.com 198.51.100.1 1 443\r\n",
                "PROXY TCP6 192.0.2.7 198.51.100.1 1 443\r\n",
                "PROXY TCP6 [::1] ::1 1 443\r\n",
                "PROXY TCP6 fe80::1%eth0 ::1 1 443\r\n",
                "PROXY TCP6 :::1 ::1 1 443\r\n",
                "PROXY UDP4 192.0.2.7 198.51.100.1 1 443\r\n",
                "PROXY UNKNOWNS\r\n",
                "PROXY \r\n",
                "PROXY TCP4 192.0.2.7\0 198.51.100.1 1 443\r\n",
                "\r\nPROXY",
                "\26\3\1\0\255"
            })
    void what_is_no_header_is_refused(String bytes) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(MalformedHeaderException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\n\0\r\nQUIT\r",
                SIGNATURE + "\42\21\0\14" + V4_ADDRESSES,
                SIGNATURE + "\21\21\0\14" + V4_ADDRESSES,
                SIGNATURE + "\61\21\0\14" + V4_ADDRESSES,
                SIGNATURE + "\41\22\0\14" + V4_ADDRESSES,
                SIGNATURE + "\41\101\0\14" + V4_ADDRESSES,
                SIGNATURE + "\41\21\0\13" + V4_ADDRESSES,
                SIGNATURE + "\41\41\0\14" + V4_ADDRESSES,
                SIGNATURE + "\41\21\2\31",
                SIGNATURE + "\41\21\377\377"
            })
    void a_bad_binary_header_is_refused(String bytes) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(MalformedHeaderException.class);
    }

    @Test
    void a_line_ends_within_107_bytes() throws Exception {
        var longest = "PROXY UNKNOWN " + "x".repeat(91) + "\r\n";
        assertThat(longest).hasSize(107);
        assertThat(read(longest)).isEqualTo(new Own());
        assertThat(read("PROXY UNKNOWN " + "x".repeat(92))).isNull();
        for (var end : new String[] {"x", "\r\n"}) {
            assertThatThrownBy(() -> read("PROXY UNKNOWN " + "x".repeat(92) + end))
                    .isInstanceOf(MalformedHeaderException.class);
        }
    }

    private static Relayed relayed(String source, int port, String destination, int its) {
        return new Relayed(
                new InetSocketAddress(source, port), new InetSocketAddress(destination, its));
    }

    private static @Nullable ProxyHeader read(String bytes) throws MalformedHeaderException {
        return HeaderReader.read(bytes(bytes));
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, ISO_8859_1);
    }
}
