package io.interlock.benchmarks.peer;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.converter.TypedArgumentConverter;

/** Peers of parameterized tests, as their {@code toString} names them: {@code lock interlock}. */
public final class NamedPeer extends TypedArgumentConverter<String, Peer> {

    NamedPeer() {
        super(String.class, Peer.class);
    }

    @Override
    protected Peer convert(@Nullable String name) {
        String[] words = Objects.requireNonNull(name).split(" ", 2);
        return Peers.find(PrimitiveKind.valueOf(words[0].toUpperCase(Locale.ROOT)), words[1]);
    }
}
