/**
 * Access to shared mapped memory, the layout of structures in it, and small services for all packages above.
 *
 * <p>Every read and every store that Java code makes in a mapped region goes through {@link MappedMemory}, a
 * bounds-checked piece of the mapping. Two other writers exist: the C library and the kernel write the mutexes that
 * {@link io.interlock.internal.os} describes, and {@link io.interlock.internal.region} fills holes of the file with
 * zeros through the file, before anybody reads them through the mapping.
 *
 * <h2>Access modes</h2>
 *
 * <p>The name of a method states its mode: {@code get} and {@code put} are plain, and the suffixes {@code Opaque},
 * {@code Acquire}, {@code Release} and {@code Volatile} have the meaning of {@link java.lang.invoke.VarHandle}. An
 * atomic update ({@code compareAndSet}, {@code getAndAdd}, {@code getAndSet}) is a volatile access. {@link Words} holds
 * the same methods for code that keeps the buffer in a field of its own, which saves one dependent load on a fast path.
 * This package chooses no mode: each caller does, and names the ordered pair in brackets, such as [LOCK];
 * {@code core/docs/ordering.md} lists all pairs.
 *
 * <p>The Java memory model says nothing about two processes. Three facts take its place. All processes map the same
 * pages of one file. Processor caches keep those pages coherent, whatever the virtual address. A {@code VarHandle}
 * access to a mapped buffer compiles to the same instructions and compiler barriers whether another thread or another
 * process is at the other end. Fields have natural alignment, which the {@code VarHandle} checks for every ordered
 * access, so each access is a single one and no process sees half a word.
 *
 * <p>Buffers offer no atomic access to fewer than four bytes. {@link PackedMemory} therefore reads an element of one or
 * two bytes together with the aligned {@code int} around it, writes it alone between fences, and compares and sets it
 * with its neighbours, again and again until no neighbour has changed meanwhile. A neighbour's write is never lost.
 *
 * <h2>Offsets</h2>
 *
 * <p>{@link Layout} assigns offsets in the order of declaration, each with its natural alignment, and pads the
 * structure. Structures are padded to {@link Layout#CACHE_LINE_PAIR} bytes: the adjacent-line prefetcher of common
 * processors moves cache lines in pairs, so two structures on one pair would disturb one another like two on one line.
 * The offsets themselves are declared in {@link io.interlock.internal.format}.
 *
 * <h2>Deaths and failures</h2>
 *
 * <p>This package owns no shared words, so a death leaves nothing to repair here. It defines the unit of damage, which
 * is one store. No single store is ever half done. Of the plain stores before a death any may be missing, as a compiler
 * may have moved them. A release store that is there guarantees every store before it. A copy of many bytes may end in
 * its middle. A structure therefore publishes such bytes by a later release store of one word.
 *
 * <ul>
 *   <li>{@link CrashPoints} counts the stores of a thread, so that a test can end that thread before its k-th store,
 *       for every k, or have it fail there and live on. A bulk copy counts as one store. Without the system property
 *       {@code interlock.crashPoints} the check folds to nothing.
 *   <li>{@link StackMargin} raises a {@link StackOverflowError} before an operation has taken anything, rather than in
 *       the middle of it.
 *   <li>{@link Quietly} runs the steps of a clean-up, each even when an earlier one has failed.
 *   <li>{@link AtExit} runs what remains to be done when the JVM exits, within a limit of time.
 *   <li>{@link PrivateThread} runs file operations on a thread that nobody can interrupt, since an interrupt would
 *       close the channel for the whole process.
 *   <li>{@link ThisProcess} names the process and its pid namespace.
 * </ul>
 *
 * <h2>Sources</h2>
 *
 * <p>Jeremy Manson, William Pugh and Sarita Adve, "The Java Memory Model" (2005), and Doug Lea, "Using JDK 9 Memory
 * Order Modes" (2018), define the modes within one process. The hash of {@link MappedMemory} folds both halves of a
 * product, as Wang Yi's wyhash does.
 *
 * <h2>Rejected alternatives</h2>
 *
 * <ul>
 *   <li>Four bytes for each small element: simpler, but a buffer of bytes would be four times as large (decision 7).
 *   <li>Unmapping a closed region by a native call: an operation under way would end the JVM (decision 17). The garbage
 *       collector unmaps a piece when nothing can reach it.
 *   <li>Probing the stack before every operation, or reserved stack areas (JEP 270): the first costs 1 to 3 ns with the
 *       C2 compiler and does not probe at all with C1, and the second is for the JDK's own classes (decision 16).
 * </ul>
 */
@NullMarked
package io.interlock.internal.access;

import org.jspecify.annotations.NullMarked;
