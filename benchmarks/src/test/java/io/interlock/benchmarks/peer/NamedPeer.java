package io.interlock.benchmarks.peer;

import java.util.Locale;
import org.junit.jupiter.params.converter.TypedArgumentConverter;

/** Peers of parameterized tests, as their {@code toString} names them: {@code lock interlock}. */
public final class NamedPeer extends TypedArgumentConverter<String, Peer> {

    NamedPeer() {
        super(String.class, Peer.class);
    }

    @Override
    protected Peer convert(String name) {
        String[] words = name.split(" ", 2);
        return Peers.find(PrimitiveKind.valueOf(words[0].toUpperCase(Locale.ROOT)), words[1]);
    }
}
