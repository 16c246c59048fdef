package dev.tunnel.edge.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.protocol.net.Cidr;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class IpRulesTest {

    @Test
    void without_lists_everybody_may_come() {
        assertThat(IpRules.EVERYBODY.admit(address("203.0.113.9"))).isTrue();
        assertThat(IpRules.EVERYBODY.admit(address("2001:db8::1"))).isTrue();
    }

    @Test
    void only_those_that_are_allowed_may_come() {
        var rules = new IpRules(cidrs("10.0.0.0/8", "2001:db8::/32"), List.of());

        assertThat(rules.admit(address("10.1.2.3"))).isTrue();
        assertThat(rules.admit(address("2001:db8::7"))).isTrue();
        assertThat(rules.admit(address("11.0.0.1"))).isFalse();
        assertThat(rules.admit(address("2001:db9::7"))).isFalse();
    }

    @Test
    void without_an_allow_list_all_but_the_denied_may_come() {
        var rules = new IpRules(List.of(), cidrs("10.0.0.0/8"));

        assertThat(rules.admit(address("10.1.2.3"))).isFalse();
        assertThat(rules.admit(address("11.0.0.1"))).isTrue();
        assertThat(rules.admit(address("::1"))).isTrue();
    }

    @Test
    void deny_beats_allow_however_narrow_either_is() {
        var narrow = new IpRules(cidrs("10.0.0.0/8"), cidrs("10.0.0.1"));
        var wide = new IpRules(cidrs("10.0.0.1"), cidrs("10.0.0.0/8"));

        assertThat(narrow.admit(address("10.0.0.2"))).isTrue();
        assertThat(narrow.admit(address("10.0.0.1"))).isFalse();
        assertThat(wide.admit(address("10.0.0.1"))).isFalse();
    }

    @Test
    void a_mapped_address_is_the_ipv4_address() throws UnknownHostException {
        byte[] bytes = new byte[16];
        bytes[10] = bytes[11] = (byte) 0xff;
        bytes[12] = 10;
        bytes[15] = 1;
        var mapped = Inet6Address.getByAddress(null, bytes, 0);

        assertThat(mapped).isInstanceOf(Inet6Address.class);
        assertThat(new IpRules(List.of(), cidrs("10.0.0.0/8")).admit(mapped)).isFalse();
        assertThat(new IpRules(cidrs("10.0.0.1"), List.of()).admit(mapped)).isTrue();
        assertThat(new IpRules(cidrs("::/0"), List.of()).admit(mapped)).isFalse();
    }

    private static List<Cidr> cidrs(String... texts) {
        return Stream.of(texts).map(text -> Cidr.parse(text).orElseThrow()).toList();
    }

    private static InetAddress address(String text) {
        return InetAddress.ofLiteral(text);
    }
}
