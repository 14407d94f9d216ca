package io.interlock.internal.directory;

import io.interlock.RegionException;
import io.interlock.internal.format.Kind;
import io.interlock.internal.pages.PageAllocator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Whether a region that is open is whole: what each entry says of itself, and that every page that is in use belongs to
 * something that an entry has.
 *
 * <p>Others may use the region meanwhile. Each part is locked while it is looked at, and what a death has left half done there
 * is put right before, as by any other user.
 */
public final class Verification {

    private final List<String> problems = new ArrayList<>();
    private final Set<Long> owners = new HashSet<>();

    private Verification() {}

    /** How a primitive tells whether it is whole. */
    @FunctionalInterface
    public interface Verifier {

        /** For types of which every content is a possible one. */
        Verifier NOTHING = (file, entry, into) -> {};

        /** The words may be damaged in any way: exceptions of the region are taken for a problem. */
        void verify(RegionRuntime file, DirectoryEntry entry, Verification into);
    }

    /**
     * What is wrong; empty if nothing is.
     *
     * @param verifiers for each kind of entry what looks at it
     */
    public static List<String> of(RegionRuntime file, IntFunction<Verifier> verifiers) {
        Verification verification = new Verification();
        List<PageAllocator.PageRun> runs = new ArrayList<>();
        verification.attempt("pool", () -> {
            file.pool().check().forEach(verification::problem);
            // Before the entries are read: what pages belong to is there before they are taken.
            runs.addAll(file.pool().runsOf(0, Long.MAX_VALUE));
        });
        List<DirectoryEntry> entries = new ArrayList<>();
        verification.attempt("entries", () -> entries.addAll(file.directory().entries()));
        for (DirectoryEntry entry : entries) {
            String name = Kind.describe(entry.kind()) + "=" + entry.name();
            verification.attempt(name, () -> verifiers.apply(entry.kind()).verify(file, entry, verification));
        }
        verification.requireOwned(runs);
        return verification.problems;
    }

    /** Something is wrong; the line names the entry. */
    public void problem(String what) {
        problems.add(what);
    }

    /** Pages may belong to the object at this offset in the file. */
    public void ownsPages(long offset) {
        owners.add(offset);
    }

    private void attempt(String name, Runnable look) {
        try {
            look.run();
        } catch (RegionException e) {
            problem(name + ": " + e.getMessage());
        }
    }

    private void requireOwned(List<PageAllocator.PageRun> runs) {
        for (PageAllocator.PageRun run : runs) {
            if (!owners.contains(run.owner())) {
                problem("pool pages at " + run.offset() + ", " + run.pages() + " of them, are in use by nothing: owner="
                        + run.owner());
            }
        }
    }
}
