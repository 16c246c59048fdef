package dev.tunnel.edge.ingress.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

final class MemoryBudgetTest {
    private final MemoryBudget budget = new MemoryBudget(1000);
    private final EmbeddedChannel connection = new EmbeddedChannel();

    @Test
    void one_party_leaves_as_much_as_it_takes() {
        var greedy = budget.share("greedy", connection);
        assertThat(greedy.hold(500)).isTrue();
        assertThat(greedy.hold(1)).isFalse();

        var next = budget.share("next", connection);
        assertThat(next.hold(250)).isTrue();
        assertThat(next.hold(1)).isFalse();
        assertThat(budget.held()).isEqualTo(750);
    }

    @Test
    void all_connections_of_a_party_have_one_share() {
        var other = new EmbeddedChannel();
        var one = budget.share("party", connection);
        assertThat(budget.share("party", other)).isSameAs(one);

        other.close();
        assertThat(budget.parties()).isEqualTo(1);
        connection.close();
        assertThat(budget.parties()).isZero();
    }

    @Test
    void what_is_given_back_can_be_taken_again() {
        var share = budget.share("party", connection);
        assertThat(share.hold(400)).isTrue();
        assertThat(share.isShort()).isTrue();
        connection.close();
        share.release(400);
        assertThat(budget.held()).isZero();
        assertThat(share.isShort()).isFalse();
        assertThat(share.hold(500)).isTrue();
    }
}
