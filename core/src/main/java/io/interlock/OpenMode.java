package io.interlock;

/** What to do about a region's file that exists, or does not. */
public enum OpenMode {
    /** Make a new region; a taken name is a {@link RegionExistsException}. */
    CREATE,
    /** Attach to an existing region; a missing one is a {@link RegionNotFoundException}. */
    OPEN,
    /** Attach, or create where there is none: the default. Any number of processes may do so at once. */
    OPEN_OR_CREATE
}
