package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.harness.RunFiles;
import java.util.List;

/** The platform's process-shared primitives in C, without any Java around them. */
final class CPrograms extends NativePrograms {

    CPrograms() {
        super("worker-c", "install a C compiler, for example: apt-get install gcc libc6-dev");
    }

    @Override
    public List<Peer> peers() {
        return List.of(
                programs(PrimitiveKind.LOCK, "c-pthread-robust"),
                programs(PrimitiveKind.LOCK, "c-pthread-normal"),
                programs(PrimitiveKind.REENTRANT_LOCK, "c-pthread-recursive-robust"),
                programs(PrimitiveKind.REENTRANT_LOCK, "c-pthread-recursive"),
                programs(PrimitiveKind.SEMAPHORE, "c-sem"),
                programs(PrimitiveKind.EVENT, "c-pthread-cond"),
                programs(PrimitiveKind.CONDITION, "c-pthread-cond"),
                programs(PrimitiveKind.BARRIER, "c-pthread-barrier"),
                programs(PrimitiveKind.READ_WRITE_LOCK, "c-pthread-rwlock"),
                programs(PrimitiveKind.VALUE, "c-fetch-add"),
                programs(PrimitiveKind.ARRAY, "c-fetch-add"),
                programs(PrimitiveKind.LATCH, "c-fetch-add"),
                programs(PrimitiveKind.PIPE, "c-pipe"),
                programs(PrimitiveKind.REFERENCE, "c-spin"),
                programs(PrimitiveKind.REFERENCE, "c-futex"));
    }

    @Override
    String primitive(Peer peer) {
        return switch (peer.label()) {
            case "c-pthread-robust" -> "mutex-robust";
            case "c-pthread-normal" -> "mutex";
            case "c-pthread-recursive-robust" -> "mutex-recursive-robust";
            case "c-pthread-recursive" -> "mutex-recursive";
            case "c-sem" -> "semaphore";
            case "c-pthread-cond" -> peer.kind() == PrimitiveKind.EVENT ? "event" : "condition";
            case "c-pthread-barrier" -> "barrier";
            case "c-pthread-rwlock" -> "rwlock";
            case "c-fetch-add" -> peer.kind() == PrimitiveKind.ARRAY ? "array" : "value";
            case "c-pipe" -> "pipe";
            case "c-spin" -> "spin";
            case "c-futex" -> "futex";
            default -> throw new IllegalArgumentException(peer + ": no C program");
        };
    }

    @Override
    List<String> moreSources(RunFiles files) {
        return List.of();
    }
}
