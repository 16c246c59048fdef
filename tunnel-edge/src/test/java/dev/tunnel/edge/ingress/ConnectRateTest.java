package dev.tunnel.edge.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ConnectRateTest {
    private final MockTicker ticker = Ticker.newMockTicker();
    private final ConnectRate rate = new ConnectRate(new AcceptSettings(10, 2, 3), ticker);

    @Test
    void an_address_may_come_in_a_burst_and_then_at_its_rate() throws Exception {
        assertThat(taken("192.0.2.1", 5)).isEqualTo(3);
        ticker.advance(500, TimeUnit.MILLISECONDS);
        assertThat(taken("192.0.2.1", 5)).isEqualTo(1);
        ticker.advance(1, TimeUnit.HOURS);
        assertThat(taken("192.0.2.1", 5)).isEqualTo(3);
    }

    @Test
    void one_address_does_not_use_up_anothers_rate() throws Exception {
        taken("192.0.2.1", 5);
        assertThat(taken("192.0.2.2", 1)).isEqualTo(1);
    }

    @Test
    void an_ipv6_network_of_64_bits_counts_as_one_address() throws Exception {
        assertThat(taken("2001:db8::1", 2) + taken("2001:db8::2", 2)).isEqualTo(3);
        assertThat(taken("2001:db8:0:1::1", 1)).isEqualTo(1);
    }

    @Test
    void this_machine_is_exempt() throws Exception {
        assertThat(taken("127.0.0.1", 100)).isEqualTo(100);
        assertThat(taken("::1", 100)).isEqualTo(100);
    }

    private int taken(String address, int tries) throws UnknownHostException {
        var from = InetAddress.getByName(address);
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += rate.take(from) ? 1 : 0;
        }
        return taken;
    }
}
