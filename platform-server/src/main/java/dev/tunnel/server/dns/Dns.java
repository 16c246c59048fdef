package dev.tunnel.server.dns;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// Asks recursive resolvers, over UDP and where an answer is long over TCP. The JDK's own client is
/// JNDI, which Quarkus switches off for good reasons.
@ApplicationScoped
public class Dns {
    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final int TRIES = 2;
    private static final int LARGEST = 4096;

    /// Packets that answer something else, perhaps forged, before a try is given up.
    private static final int MOST_STRANGERS = 20;

    private final List<InetSocketAddress> resolvers;
    private final SecureRandom random;

    Dns(DnsSettings settings, SecureRandom random) {
        this.resolvers =
                settings.resolver()
                        .map(one -> List.of(Resolvers.parse(one)))
                        .orElseGet(Resolvers::ofSystem);
        this.random = random;
    }

    /// The texts at a name; none where the name does not exist.
    ///
    /// @param name a host name that was checked to be one
    public List<String> texts(String name) throws DnsFailure {
        return ask(name, RecordType.TXT);
    }

    /// What a name is an alias of: lower case, without the dot at the end.
    public List<String> aliased(String name) throws DnsFailure {
        return ask(name, RecordType.CNAME);
    }

    private List<String> ask(String name, RecordType type) throws DnsFailure {
        DnsFailure failure = new DnsFailure("there is no resolver");
        for (int i = 0; i < TRIES; i++) {
            for (InetSocketAddress resolver : resolvers) {
                try {
                    return DnsMessage.values(ask(resolver, name, type), type);
                } catch (DnsFailure e) {
                    failure = e;
                } catch (IOException e) {
                    failure = new DnsFailure(resolver + ": " + e.getMessage());
                }
            }
        }
        throw failure;
    }

    private byte[] ask(InetSocketAddress resolver, String name, RecordType type)
            throws IOException {
        byte[] question = DnsMessage.question(random.nextInt(1 << 16), name, type);
        byte[] answer = overUdp(resolver, question);
        return DnsMessage.isTruncated(answer) ? overTcp(resolver, question) : answer;
    }

    private static byte[] overUdp(InetSocketAddress resolver, byte[] question) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(resolver);
            socket.setSoTimeout((int) WAIT.toMillis());
            socket.send(new DatagramPacket(question, question.length));
            DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
            for (int i = 0; i < MOST_STRANGERS; i++) {
                socket.receive(packet);
                byte[] answer = Arrays.copyOf(packet.getData(), packet.getLength());
                if (DnsMessage.answers(answer, question)) {
                    return answer;
                }
            }
            throw new DnsFailure("only answers to other questions");
        }
    }

    private static byte[] overTcp(InetSocketAddress resolver, byte[] question) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(resolver, (int) WAIT.toMillis());
            socket.setSoTimeout((int) WAIT.toMillis());
            byte[] framed = new byte[question.length + 2];
            framed[0] = (byte) (question.length >> 8);
            framed[1] = (byte) question.length;
            System.arraycopy(question, 0, framed, 2, question.length);
            socket.getOutputStream().write(framed);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] answer = in.readNBytes(in.readUnsignedShort());
            if (!DnsMessage.answers(answer, question)) {
                throw new DnsFailure("an answer to another question");
            }
            return answer;
        }
    }
}
