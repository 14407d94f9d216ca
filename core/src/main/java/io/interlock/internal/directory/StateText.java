package io.interlock.internal.directory;

import io.interlock.internal.access.ThisProcess;
import io.interlock.internal.format.Kind;
import io.interlock.internal.thread.Inspection;
import io.interlock.internal.thread.ThreadState;
import io.interlock.internal.thread.ThreadTableSnapshot;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * The text of a public object for logs and debuggers: where it is, and its state. It is read without a lock, without a
 * thread slot and without waiting, so it is only a moment's truth; and it never throws, whatever the region is like.
 */
public final class StateText {

    /** How many elements of a collection or an array are shown; a million of them would help nobody. */
    public static final int MAX_ELEMENTS = 100;

    private StateText() {}

    /**
     * The text of a named primitive: {@code ShmLock[region=/dev/shm/r lock=l, owner=pid 12 thread main, waiters=1, …]}.
     *
     * @param primitive any object that stands for the entry; its class is shown
     * @param name the entry's name in the region
     */
    public static String of(Object primitive, Attachment region, String name) {
        return of(primitive, region, name, "");
    }

    /** The same, with more to say at the end. */
    public static String of(Object primitive, Attachment region, String name, String more) {
        String type = primitive.getClass().getSimpleName();
        String where = region.file().where();
        if (region.isClosed()) {
            return type + "[" + where + " name=" + name + ", closed]";
        }
        try {
            DirectoryEntry entry = region.file().directory().find(name);
            if (entry == null) {
                return type + "[" + where + " name=" + name + "]";
            }
            return type + "[" + where + " " + Kind.describe(entry.kind()) + "=" + name + state(region.file(), entry)
                    + more + "]";
        } catch (RuntimeException e) {
            return type + "[" + where + " name=" + name + ", " + unreadable(region, e) + "]";
        }
    }

    /**
     * The text of a collection: its first elements between brackets, as {@code java.util} writes them, and dots where there
     * are more.
     *
     * @param primitive the collection, for the text where its elements cannot be read
     */
    @SuppressWarnings("ReferenceEquality") // the very collection, which may be its own element
    public static String ofElements(
            Object primitive,
            Attachment region,
            String name,
            String brackets,
            Supplier<? extends Iterator<?>> elements) {
        StringBuilder text = new StringBuilder().append(brackets.charAt(0));
        try {
            Iterator<?> each = elements.get();
            for (int shown = 0; each.hasNext(); shown++) {
                if (shown == MAX_ELEMENTS) {
                    return text.append(", ...").append(brackets.charAt(1)).toString();
                }
                Object element = each.next();
                text.append(shown == 0 ? "" : ", ").append(element == primitive ? "(this Collection)" : element);
            }
            return text.append(brackets.charAt(1)).toString();
        } catch (RuntimeException e) {
            return of(primitive, region, name, region.isClosed() ? "" : ", " + unreadable(region, e));
        }
    }

    private static String unreadable(Attachment region, RuntimeException e) {
        return region.isClosed() ? "closed" : "unreadable: " + e.getMessage();
    }

    private static String state(RegionRuntime file, DirectoryEntry entry) {
        Inspection inspection = inspect(file, entry, PrimitiveType.inspectorOf(entry.kind()));
        StringBuilder text = new StringBuilder();
        if (!entry.config().isEmpty()) {
            text.append(' ').append(entry.config());
        }
        for (Inspection.Holder holder : inspection.holders()) {
            text.append(", ").append(holder.as()).append('=').append(thread(file, holder.thread()));
        }
        inspection
                .state()
                .forEach((key, value) ->
                        text.append(", ").append(key).append('=').append(value));
        List<ThreadState> waiters = inspection.sleepers();
        if (!waiters.isEmpty()) {
            text.append(", waiters=").append(waiters.size());
        }
        return text.toString();
    }

    private static String thread(RegionRuntime file, ThreadState thread) {
        if (!thread.alive()) {
            return thread.pid() == 0 ? "a thread that has ended" : "pid " + thread.pid() + ", which has ended";
        }
        String name = thread.pid() == ThisProcess.PID ? file.threads().nameOf(thread.slot()) : "";
        return "pid " + thread.pid() + (name.isEmpty() ? " slot " + thread.slot() : " thread " + name);
    }

    /** The state of one entry of a region that this process has open, and the sleepers in it. */
    private static Inspection inspect(RegionRuntime file, DirectoryEntry entry, Inspection.Inspector inspector) {
        ThreadTableSnapshot slots =
                new ThreadTableSnapshot(file.mapping()::memory, file.threads().backed(), file.threads()::isFree);
        long begin = entry.bodyOffset();
        Inspection inspection = new Inspection(
                slots, slots.sleepingIn(begin, begin + entry.body().size()));
        inspector.inspect(entry.body(), inspection);
        return inspection;
    }
}
