package dev.tunnel.protocol.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,            10.255.255.255,     true",
        "10.0.0.0/8,            11.0.0.0,           false",
        "10.1.2.3/8,            10.9.9.9,           true",
        "192.0.2.7,             192.0.2.7,          true",
        "192.0.2.7,             192.0.2.6,          false",
        "192.0.2.7/32,          192.0.2.7,          true",
        "192.0.2.6/31,          192.0.2.7,          true",
        "0.0.0.0/0,             203.0.113.9,        true",
        "0.0.0.0/0,             2001:db8::1,        false",
        "::/0,                  2001:db8::1,        true",
        "::/0,                  203.0.113.9,        false",
        "10.0.0.0/8,            ::ffff:10.1.1.1,    true",
        "::ffff:10.0.0.0/104,   10.1.1.1,           true",
        "::ffff:10.0.0.0/104,   11.1.1.1,           false",
        "::ffff:0:0/96,         11.1.1.1,           true",
        "2001:db8::/32,         2001:db8:ffff::1,   true",
        "2001:db8::/32,         2001:db9::1,        false",
        "2001:db8::/64,         2001:db8::1:0:0:1,  true",
        "2001:db8::/65,         2001:db8:0:0:8000::, false",
        "::1,                   ::1,                true",
        "::1,                   ::2,                false",
        "FE80::/10,             fe80::1,            true",
    })
    void holds_the_addresses_that_it_says(String block, String address, boolean contained) {
        assertThat(Cidr.parse(block))
                .hasValueSatisfying(
                        cidr -> assertThat(cidr.contains(address(address))).isEqualTo(contained));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3/8, 10.0.0.0/8",
        "10.1.2.3/32, 10.1.2.3",
        "0.0.0.0/0, 0.0.0.0/0",
        "::ffff:10.0.0.0/104, 10.0.0.0/8",
        "2001:DB8:0:0::1/32, 2001:db8::/32",
        "::1/128, ::1",
        "::/0, ::/0",
    })
    void is_written_in_one_way(String text, String shown) {
        assertThat(Cidr.parse(text))
                .hasValueSatisfying(cidr -> assertThat(cidr).hasToString(shown));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/08",
                "10.0.0.0/8/8",
                "10.0.0.0/255.0.0.0",
                "10.0.0.0/99999999999",
                "10.0.0.0 /8",
                " 10.0.0.0",
                "10.0.0",
                "10",
                "167772160",
                "0x0a000001",
                "010.0.0.1",
                "256.0.0.1",
                "10.0.0.0.0",
                "10.0.0.*",
                "example.com",
                "localhost",
                "::/129",
                "[::1]",
                "[::1]/128",
                "fe80::1%eth0",
                "::g",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "::256.0.0.1",
                "١.٠.٠.١",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:",
            })
    void refuses_what_is_no_block(String text) {
        assertThat(Cidr.parse(text)).isEmpty();
    }

    @Test
    void agrees_with_arithmetic_on_random_blocks() throws UnknownHostException {
        var random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            byte[] first = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(first);
            int bits = first.length * 8;
            int length = random.nextInt(bits + 1);
            var block = InetAddress.getByAddress(first);
            var cidr = Cidr.parse(block.getHostAddress() + "/" + length).orElseThrow();
            byte[] other = first.clone();
            int flipped = random.nextInt(bits);
            other[flipped / 8] ^= (byte) (0x80 >>> flipped % 8);
            var expected =
                    new BigInteger(1, first)
                            .xor(new BigInteger(1, other))
                            .shiftRight(bits - length)
                            .equals(BigInteger.ZERO);

            assertThat(cidr.contains(InetAddress.getByAddress(other))).isEqualTo(expected);
            assertThat(cidr.contains(block)).isTrue();
            assertThat(Cidr.parse(cidr.toString())).contains(cidr);
        }
    }

    @Test
    void survives_every_text() {
        var random = new Random(7);
        var alphabet = "0123456789abcdef:./%[] xé";
        for (int round = 0; round < 50_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(24); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Cidr.parse(text.toString())
                    .ifPresent(cidr -> assertThat(Cidr.parse(cidr.toString())).contains(cidr));
        }
    }

    private static InetAddress address(String text) {
        return InetAddress.ofLiteral(text);
    }
}
