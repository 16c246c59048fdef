package dev.tunnel.server.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsMessageTest {
    private static final String QUESTION = "0161036e65740000100001";

    @Test
    void textsAreJoinedAndOtherRecordsSkipped() throws DnsFailure {
        String alias = "c00c00050001000000010002c00e";
        String text = "c00c001000010000000100060268690279" + "6f";
        assertThat(DnsMessage.values(message("8180", 2, alias + text), RecordType.TXT))
                .containsExactly("hiyo");
    }

    @Test
    void namesAreFollowedBackwards() throws DnsFailure {
        String alias = "c00c0005000100000001000603575757c00e";
        assertThat(DnsMessage.values(message("8180", 1, alias), RecordType.CNAME))
                .containsExactly("www.net");
    }

    @Test
    void aNameThatDoesNotExistHasNoRecords() throws DnsFailure {
        assertThat(DnsMessage.values(message("8183", 0, ""), RecordType.TXT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c017000500010000000100020161",
                "c00c00050001000000010002c0ff",
                "c00c0010000100000001ffff0161",
                "c00c00",
                "c00c00100001000000010003ff6162"
            })
    void whatIsMalformedIsRefused(String record) {
        assertThatThrownBy(
                        () -> {
                            DnsMessage.values(message("8180", 1, record), RecordType.TXT);
                            DnsMessage.values(message("8180", 1, record), RecordType.CNAME);
                        })
                .isInstanceOf(DnsFailure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8182", "8185", "0100"})
    void whatIsNoAnswerSettlesNothing(String flags) {
        assertThatThrownBy(() -> DnsMessage.values(message(flags, 0, ""), RecordType.TXT))
                .isInstanceOf(DnsFailure.class);
    }

    @Test
    void anAnswerBelongsToItsQuestion() {
        byte[] question = DnsMessage.question(0x1234, "a.net", RecordType.TXT);
        byte[] answer = message("8180", 0, "");
        assertThat(DnsMessage.answers(answer, question)).isTrue();
        answer[0]++;
        assertThat(DnsMessage.answers(answer, question)).isFalse();
        assertThat(
                        DnsMessage.answers(
                                message("8180", 0, ""),
                                DnsMessage.question(0x1234, "b.net", RecordType.TXT)))
                .isFalse();
        assertThat(DnsMessage.answers(new byte[3], question)).isFalse();
    }

    @Test
    void noBytesDoWorseThanBeRefused() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] answer = message("8180", 1 + random.nextInt(3), "00".repeat(random.nextInt(60)));
            for (int j = 12; j < answer.length; j++) {
                answer[j] = random.nextInt(4) == 0 ? (byte) random.nextInt(256) : answer[j];
            }
            try {
                DnsMessage.values(answer, RecordType.values()[random.nextInt(2)]);
            } catch (DnsFailure e) {
                assertThat(e).hasMessageContaining("malformed");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.53, 192.0.2.53, 53",
        "192.0.2.53:5353, 192.0.2.53, 5353",
        "2001:db8::53, 2001:db8:0:0:0:0:0:53, 53",
        "[2001:db8::53]:5353, 2001:db8:0:0:0:0:0:53, 5353"
    })
    void aResolverIsAnAddressWithOrWithoutAPort(String setting, String host, int port) {
        assertThat(Resolvers.parse(setting).getAddress().getHostAddress()).isEqualTo(host);
        assertThat(Resolvers.parse(setting).getPort()).isEqualTo(port);
    }

    /// An answer to the question for the texts of `a.net`, from hex.
    private static byte[] message(String flags, int records, String answers) {
        return HexFormat.of()
                .parseHex(
                        "1234%s0001%04x00000000%s%s".formatted(flags, records, QUESTION, answers));
    }
}
