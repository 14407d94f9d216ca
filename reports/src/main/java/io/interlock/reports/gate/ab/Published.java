package io.interlock.reports.gate.ab;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Figures about the gate that are published with this version of the program. */
final class Published {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Published() {}

    /** The figures; empty if there are none. */
    static <T> Optional<T> read(String name, Class<T> type) {
        try (InputStream in = Published.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(MAPPER.readValue(in, type));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " of this jar", e);
        }
    }
}
