package io.interlock.internal.format;

import java.util.Locale;

/** What an entry of a region is; the number stands in the file. */
public enum Kind {
    LOCK(1),
    LONG(2),
    REENTRANT_LOCK(3),
    SEMAPHORE(4),
    EVENT(5),
    LATCH(6),
    READ_WRITE_LOCK(7),
    CONDITION(8),
    BOUNDED_SEMAPHORE(9),
    BARRIER(10),
    INT(11),
    DOUBLE(12),
    FLOAT(13),
    SHORT(14),
    BYTE(15),
    CHAR(16),
    BOOLEAN(17),
    LONG_ARRAY(21),
    INT_ARRAY(22),
    DOUBLE_ARRAY(23),
    FLOAT_ARRAY(24),
    SHORT_ARRAY(25),
    BYTE_ARRAY(26),
    CHAR_ARRAY(27),
    BOOLEAN_ARRAY(28),
    MAP(31),
    LIST(32),
    QUEUE(33),
    PIPE(34),
    NAMESPACE(35);

    private final int code;

    Kind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The kind's name for messages; a number where a newer version made the entry. */
    public static String describe(int code) {
        for (Kind kind : values()) {
            if (kind.code == code) {
                return kind.label();
            }
        }
        return "unknown(" + code + ")";
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
