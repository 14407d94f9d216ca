package io.interlock;

/**
 * There is no space left in the region, on its file system, or in the table of threads. Nothing was changed.
 *
 * <p>The message says which of them is full. Remove entries, or create the region with a larger {@link
 * RegionBuilder#capacity(long)}.
 *
 * <pre>{@code
 * ShmMap<String, String> map = region.map("cache", Codecs.string(), Codecs.string());
 * try {
 *     map.set("key", "value");
 * } catch (RegionFullException e) {
 *     map.clear(); // a full map still accepts removals
 * }
 * }</pre>
 */
public class RegionFullException extends RegionException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the region, and the bytes needed and free
     */
    public RegionFullException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message the region, and the bytes needed and free
     * @param cause the reason
     */
    public RegionFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
