package io.interlock;

/**
 * Whether {@link RegionBuilder#open} creates the region's file, expects to find it, or accepts both.
 *
 * <pre>{@code
 * Region region = Region.builder("orders").mode(OpenMode.OPEN).open(); // fails if no process has created it
 * try (region) {
 *     System.out.println(region.entries());
 * }
 * }</pre>
 *
 * <p>The kernel decides who creates a file, so any number of processes may open the same name at the same time: with
 * {@link #CREATE} exactly one of them succeeds.
 */
public enum OpenMode {
    /** Creates a new region. If the name is taken, {@code open} throws {@link RegionExistsException}. */
    CREATE,
    /** Opens an existing region. If there is none, {@code open} throws {@link RegionNotFoundException}. */
    OPEN,
    /** Opens the region if it exists and creates it otherwise. This is the default. */
    OPEN_OR_CREATE
}
