package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.harness.driver.Driver;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.List;

/** Unix domain sockets of {@code java.nio.channels}. */
final class UnixSockets extends Library {

    @Override
    public List<Peer> peers() {
        return List.of(jvms(PrimitiveKind.PIPE, "unix-socket"));
    }

    @Override
    public Driver open(Peer peer, TrialContext trial) {
        return trial.messages(peer, trial.owned(new Lanes(trial)));
    }

    private static final class Lanes extends SocketLanes {

        private final TrialContext trial;

        Lanes(TrialContext trial) {
            this.trial = trial;
        }

        @Override
        ServerSocketChannel listen(int connection) throws IOException {
            UnixDomainSocketAddress address = address(connection);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.setOption(StandardSocketOptions.SO_RCVBUF, LANE_BYTES);
            server.bind(address);
            trial.owned(() -> Files.deleteIfExists(address.getPath()));
            return server;
        }

        @Override
        UnixDomainSocketAddress address(int connection) {
            return UnixDomainSocketAddress.of(trial.file("socket-" + connection));
        }

        @Override
        SocketChannel open() throws IOException {
            return SocketChannel.open(StandardProtocolFamily.UNIX);
        }
    }
}
