package io.interlock.internal.codec;

/** A short word for a text, in a codec's id: another text, another word, but for one in 2<sup>64</sup>. */
final class Fingerprint {

    private static final long START = 0xCBF2_9CE4_8422_2325L;
    private static final long MULTIPLIER = 0x100_0000_01B3L;
    private static final int MAX_NAME_CHARACTERS = 60;

    private Fingerprint() {}

    /** The class's short name, and the fingerprint of its full name and the text (FNV-1a, 64 bits). */
    static String of(String prefix, Class<?> type, String text) {
        long hash = START;
        String all = type.getName() + "|" + text;
        for (int i = 0; i < all.length(); i++) {
            hash = (hash ^ all.charAt(i)) * MULTIPLIER;
        }
        String name = type.getSimpleName();
        String shortName = name.length() <= MAX_NAME_CHARACTERS ? name : name.substring(0, MAX_NAME_CHARACTERS);
        return prefix + ":" + shortName + ":" + Long.toHexString(hash);
    }
}
