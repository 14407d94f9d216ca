package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.harness.driver.Driver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** TCP of {@code java.nio.channels} on the loopback interface, by ports that the system chooses; without Nagle's delay. */
final class TcpSockets extends Library {

    @Override
    public List<Peer> peers() {
        return List.of(jvms(PrimitiveKind.PIPE, "tcp-loopback"));
    }

    @Override
    public Driver open(Peer peer, TrialContext trial) {
        return trial.messages(peer, trial.owned(new Lanes(trial)));
    }

    private static final class Lanes extends SocketLanes {

        private static final int ANY_PORT = 0;

        private final TrialContext trial;

        Lanes(TrialContext trial) {
            this.trial = trial;
        }

        /** Its port stands in a file: the other process reads it when both are ready. */
        @Override
        ServerSocketChannel listen(int connection) throws IOException {
            ServerSocketChannel server = ServerSocketChannel.open();
            server.setOption(StandardSocketOptions.SO_RCVBUF, LANE_BYTES);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ANY_PORT));
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            Path file = trial.file("port-" + connection);
            Files.writeString(file, String.valueOf(port));
            trial.owned(() -> Files.deleteIfExists(file));
            return server;
        }

        @Override
        SocketAddress address(int connection) throws IOException {
            int port = Integer.parseInt(Files.readString(trial.file("port-" + connection)));
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }

        @Override
        SocketChannel open() throws IOException {
            return SocketChannel.open();
        }

        @Override
        void configure(SocketChannel channel) throws IOException {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }
}
