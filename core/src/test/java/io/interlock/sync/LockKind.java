package io.interlock.sync;

import io.interlock.Region;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The locks that have one owner, and promise the same: tests of what they share run on each. */
enum LockKind {
    LOCK,
    REENTRANT_LOCK;

    /** Each of them, with each way to go on after an owner's death. */
    static Stream<Arguments> withModes() {
        return Stream.of(values())
                .flatMap(kind -> Stream.of(OnOwnerDeath.values()).map(mode -> Arguments.of(kind, mode)));
    }

    OwnedLock of(Region region, String name) {
        return of(region, name, OnOwnerDeath.FAIL);
    }

    OwnedLock of(Region region, String name, OnOwnerDeath onOwnerDeath) {
        return switch (this) {
            case LOCK -> region.lock(name, onOwnerDeath);
            case REENTRANT_LOCK -> region.reentrantLock(name, onOwnerDeath);
        };
    }
}
