package dev.tunnel.edge.ingress.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.edge.ingress.proxy.ProxyHeader.Own;
import dev.tunnel.edge.ingress.proxy.ProxyHeader.Relayed;
import dev.tunnel.edge.tunnel.ProxyProtocol;
import io.netty.buffer.ByteBufUtil;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeaderWriterTest {
    private static final Relayed V4 = relayed("192.0.2.7", "198.51.100.1");
    private static final Relayed V6 = relayed("2001:db8::7", "::1");
    private static final Relayed MIXED = relayed("192.0.2.7", "::1");

    @Test
    void the_line() {
        assertThat(line(V4)).isEqualTo("PROXY TCP4 192.0.2.7 198.51.100.1 51234 443\r\n");
        assertThat(line(V6)).isEqualTo("PROXY TCP6 2001:db8::7 ::1 51234 443\r\n");
        assertThat(line(MIXED)).isEqualTo("PROXY UNKNOWN\r\n");
    }

    @Test
    void the_binary_form() {
        assertThat(ByteBufUtil.hexDump(HeaderWriter.write(ProxyProtocol.V2, V4)))
                .isEqualTo("0d0a0d0a000d0a515549540a" + "2111000c" + "c0000207c6336401c82201bb");
        assertThat(ByteBufUtil.hexDump(HeaderWriter.write(ProxyProtocol.V2, MIXED)))
                .isEqualTo("0d0a0d0a000d0a515549540a" + "21000000");
    }

    @Test
    void what_is_written_is_read_again() throws Exception {
        for (var version : List.of(ProxyProtocol.V1, ProxyProtocol.V2)) {
            assertThat(HeaderReader.read(HeaderWriter.write(version, V4))).isEqualTo(V4);
            assertThat(HeaderReader.read(HeaderWriter.write(version, V6))).isEqualTo(V6);
            assertThat(HeaderReader.read(HeaderWriter.write(version, MIXED))).isEqualTo(new Own());
        }
    }

    @Test
    void without_the_protocol_nothing_is_written() {
        assertThat(HeaderWriter.write(ProxyProtocol.NONE, V4).isReadable()).isFalse();
    }

    private static String line(Relayed header) {
        return HeaderWriter.write(ProxyProtocol.V1, header).toString(US_ASCII);
    }

    private static Relayed relayed(String source, String destination) {
        return new Relayed(
                new InetSocketAddress(source, 51234), new InetSocketAddress(destination, 443));
    }
}
