package io.interlock.internal.thread;

import io.interlock.RegionException;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The thread tables in which the calling thread itself has a slot, and so a mutex that the C library links into its list.
 *
 * <p>Nobody else can unlock such a mutex. So a thread that used a region keeps it mapped after another thread has closed it, until
 * it ends or uses Interlock again: then it gives up here what it has in closed regions.
 *
 * <p>The kernel walks at most 2,048 robust mutexes of a thread that ends. A thread in more regions would leave some without a
 * notice of its death, so this refuses before that.
 */
public final class SlotsOfThread {

    /** Below the kernel's 2,048 by what else a thread may hold: an admin lock, and mutexes of others than Interlock. */
    public static final int MAX_REGIONS = 1_800;

    private static final String OURS = "io.interlock.";

    private static final ThreadLocal<List<ThreadTable>> TABLES = ThreadLocal.withInitial(ArrayList::new);

    /** How often a region was closed in which threads still had slots; read without order, as a hint. */
    private static int closings;

    /** What a thread runs that has given up its slots in closed regions, which may be dropped then. */
    private static volatile Runnable whenGivenUp = () -> {};

    private SlotsOfThread() {}

    public static void whenGivenUp(Runnable action) {
        whenGivenUp = action;
    }

    /** A region was closed in which threads of this process still have slots. */
    public static synchronized void someAreLeft() {
        closings++;
    }

    public static int closings() {
        return closings;
    }

    /** Before the calling thread claims one more. */
    public static void requireRoom(String where) {
        if (TABLES.get().size() >= MAX_REGIONS) {
            throw new RegionException(
                    where + " regions=" + MAX_REGIONS + ": this thread uses as many regions at once as"
                            + " it may. The kernel reports the death of a thread to no more than 2,048. Close regions that are not"
                            + " needed, or use some of them from another thread");
        }
    }

    public static void add(ThreadTable table) {
        TABLES.get().add(table);
    }

    public static void remove(ThreadTable table) {
        TABLES.get().remove(table);
    }

    /**
     * Gives up what the calling thread has in closed regions, unless it is in the middle of something, or holds a lock there.
     *
     * @param inUse a table that it is about to use, or null
     * @return true if nothing is left
     */
    public static boolean giveUpLeft(@Nullable ThreadTable inUse) {
        List<ThreadTable> left = TABLES.get().stream()
                .filter(table -> table != inUse && table.isAbandonedByProcess())
                .toList();
        if (left.isEmpty()) {
            return true;
        }
        if (isInsideOfAnother()) {
            return false;
        }
        List<ThreadTable> held =
                left.stream().filter(ThreadTable::isAnythingHeldHere).toList();
        left.stream().filter(table -> !held.contains(table)).forEach(ThreadTable::releaseCurrent);
        if (held.size() < left.size()) {
            whenGivenUp.run();
        }
        return held.isEmpty();
    }

    /** True if user code runs within a call of Interlock, as the function of a {@code compute} does. */
    private static boolean isInsideOfAnother() {
        return StackWalker.getInstance().walk(SlotsOfThread::isNested);
    }

    private static boolean isNested(Stream<StackFrame> frames) {
        return frames.map(frame -> isInternal(frame.getClassName()))
                .dropWhile(ours -> ours)
                .anyMatch(ours -> ours);
    }

    /** The layers in which a thread may hold something internal; a task of a {@code JvmProcess} runs below none. */
    private static boolean isInternal(String className) {
        return (className.startsWith(OURS + "internal.") && !className.startsWith(OURS + "internal.process."))
                || className.startsWith(OURS + "sync.")
                || className.startsWith(OURS + "value.")
                || className.startsWith(OURS + "collection.");
    }
}
