package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.harness.RunFiles;
import java.util.List;

/** Boost.Interprocess, in C++. */
final class BoostPrograms extends NativePrograms {

    BoostPrograms() {
        super("worker-boost", "install a C++ compiler and Boost, for example: apt-get install g++ libboost-dev");
    }

    @Override
    public List<Peer> peers() {
        return List.of(
                programs(PrimitiveKind.LOCK, "boost-mutex"),
                programs(PrimitiveKind.REENTRANT_LOCK, "boost-recursive-mutex"),
                programs(PrimitiveKind.SEMAPHORE, "boost-semaphore"),
                programs(PrimitiveKind.CONDITION, "boost-condition"),
                programs(PrimitiveKind.READ_WRITE_LOCK, "boost-sharable-mutex"),
                programs(PrimitiveKind.QUEUE, "boost-message-queue"));
    }

    @Override
    String primitive(Peer peer) {
        return switch (peer.label()) {
            case "boost-recursive-mutex" -> "boost-recursive";
            case "boost-sharable-mutex" -> "boost-sharable";
            case "boost-message-queue" -> "boost-queue";
            default -> peer.label();
        };
    }

    @Override
    List<String> moreSources(RunFiles files) {
        return List.of("-DWITH_BOOST", PeerSources.unpack(files, "boost.cpp").toString(), "-lstdc++");
    }

    @Override
    String reason(String output) {
        return output.contains("boost/interprocess") ? "no headers of Boost.Interprocess found" : super.reason(output);
    }
}
