package io.interlock.internal.region;

import io.interlock.RegionAccessException;
import io.interlock.RegionFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a file that was found under a region's name may be the region that the opener asks for. In a directory that
 * everybody may write, anybody can put a file under the name first.
 *
 * <p>The opener's own files are its own, whatever their group. Another user's file must have been made by somebody whom the asked
 * permissions name: anybody where they name others; where they name only the group, a member of a group of this process.
 */
public final class RegionGuard {

    /** The set-group-ID bit of a directory: new files in it get its group. */
    private static final int SET_GROUP_ID = 02000;

    private RegionGuard() {}

    /**
     * Refuses a file that is no region, or is another user's or open to more users than the options say.
     *
     * @param attributes of the file itself, not of what a symbolic link leads to
     */
    public static void requireUsable(RegionOptions options, PosixFileAttributes attributes) throws IOException {
        String where = "region=" + options.path();
        if (attributes.isSymbolicLink()) {
            throw new RegionAccessException(where + ": a symbolic link, which could lead anywhere; open its target");
        }
        if (attributes.isDirectory()) {
            throw new RegionAccessException(where + ": a directory; a region is a file");
        }
        if (!attributes.isRegularFile()) {
            throw new RegionFormatException(where + ": not a regular file");
        }
        requireOwner(options, attributes, where);
        requireNoWider(options, attributes, where);
    }

    private static void requireOwner(RegionOptions options, PosixFileAttributes attributes, String where)
            throws IOException {
        if (attributes.owner().equals(ProcessOwner.get()) || options.expectsAnyOwner()) {
            return;
        }
        String found = where + " owner=" + attributes.owner();
        if (!options.expectsOtherOwners()) {
            throw new RegionAccessException(found + " expected=" + ProcessOwner.get()
                    + ": made by another user; to share regions among users, open with permissions(...) for them");
        }
        if (!isGroupExpected(options.path())) {
            throw new RegionAccessException(found + " group=" + attributes.group() + " permissions="
                    + PosixFilePermissions.toString(attributes.permissions())
                    + ": made by a user of a group that this process is not in; if that user is to share the region, join"
                    + " the group or open with permissions(...) that name others; else remove the file or use another"
                    + " name");
        }
    }

    /** True where the group is one of this process's, or the directory gives it to every file. */
    private static boolean isGroupExpected(Path path) throws IOException {
        Optional<Set<Integer>> groups = ProcessOwner.groups();
        Object group = Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS);
        if (groups.isEmpty() || groups.get().contains(group)) {
            return true;
        }
        Path directory = FileIdentity.directoryOf(path);
        return ((Integer) Files.getAttribute(directory, "unix:mode") & SET_GROUP_ID) != 0
                && Files.getAttribute(directory, "unix:gid").equals(group);
    }

    private static void requireNoWider(RegionOptions options, PosixFileAttributes attributes, String where) {
        Set<PosixFilePermission> asked = options.permissions();
        if (asked == null) {
            return;
        }
        Set<PosixFilePermission> more = new HashSet<>(attributes.permissions());
        more.removeAll(asked);
        if (!more.isEmpty()) {
            throw new RegionAccessException(where + " owner=" + attributes.owner() + " group=" + attributes.group()
                    + " permissions expected=" + PosixFilePermissions.toString(asked) + " found="
                    + PosixFilePermissions.toString(attributes.permissions())
                    + ": open to more users than asked for; open with these permissions if that is intended, else remove"
                    + " the file or use another name");
        }
    }
}
