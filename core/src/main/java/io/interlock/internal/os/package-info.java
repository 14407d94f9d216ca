/**
 * Everything that is native or depends on the platform: sleeping, waking, and the report of a thread's death.
 *
 * <p>Four types carry the packages above: {@link Waiting}, the interface between Interlock and the waiting of the
 * operating system; {@link RobustMutex}, whose first word tells whether its owner lives; {@link OpenFileLocks}, file
 * locks that belong to an open file rather than to the process, and that exclude POSIX file locks; and
 * {@link NativeCapabilities}, which says what works here.
 *
 * <h2>Sleeping and waking</h2>
 *
 * <p>{@link FutexWaiting} sleeps by {@code futex_waitv} (Linux 5.16) on two words at once: the word that a waker
 * changes and the life word of the thread in the way. Where the kernel has no such call, it sleeps by
 * {@code FUTEX_WAIT} on the first word, in slices of 1 ms while it has to notice a death. {@link PortableWaiting} asks
 * the operating system for nothing: its threads park for 50 microseconds to 1.6 ms, later for up to 50 ms, and look
 * again. No thread can be woken there, so no wake-up can be lost. {@link Futex} holds the calls, {@link Syscalls} their
 * numbers, {@link LibC} the JNA binding and {@link Errno} the answers.
 *
 * <p>{@link Waiting#fenceBeforeSleep()} is one half of Dekker's pattern, a store and then a load on each side, pair
 * [SLEEP]. With the asymmetric protocol it calls {@code membarrier(MEMBARRIER_CMD_GLOBAL_EXPEDITED)}: every running
 * thread of every registered process executes a full barrier, and the other side needs none.
 *
 * <h2>Deaths</h2>
 *
 * <p>A robust mutex belongs to the thread that locked it. When that thread ends, by whatever cause, the kernel walks
 * the thread's list of robust mutexes, sets {@link RobustMutex#OWNER_DIED} in the first word of each, and wakes one
 * sleeper of a word that has {@link RobustMutex#WAITERS}. It does so before it frees the memory of the process, so the
 * size of the heap delays nothing. The C library writes the word when it locks and unlocks; other threads read it
 * volatile, and set the waiters bit by compare-and-set.
 *
 * <p>The C library links the mutexes of a thread through the mutexes themselves, hence through shared memory. Foreign
 * bytes there could send an unlock to any address. {@link RobustChain} keeps the order of the thread's mutexes in
 * private memory and restores the links and the kind before each call; {@link RobustLayout} finds out by experiment
 * where the C library keeps them. {@link RobustList} asks the kernel whether the calling thread has a list at all.
 *
 * <p>{@link ParentDeathSignal} serves {@link io.interlock.internal.process}: the kernel kills the process when the
 * other end of a pipe is closed.
 *
 * <h2>Finding out what works</h2>
 *
 * <p>{@link NativeProbe} tries each call in the way in which it is relied on, and accepts only the answer of a kernel
 * that has the call. {@link DeathProbe} lets a thread end while it holds a robust mutex, since the C library's calls
 * succeed also where a sandbox or an emulator has refused {@code set_robust_list}. {@link NativeCapabilities} names no
 * class of JNA, so it works where JNA is missing, and {@link LoadFailure} turns any failure to load it into a reason
 * and a way out. {@link KernelVersion} tells an old kernel from a refusal, and {@link Log} writes to the operator.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>A call that fails never turns a wait into a spin. {@link KernelCall} remembers a call that the kernel has begun
 *       to refuse, warns once, and each user changes to another way for good.
 *   <li>A thread whose death the kernel would not report gets no slot in a region
 *       ({@link RobustMutex#reportsEndOfThisThread()}).
 *   <li>If {@code membarrier} fails later, a sleeper executes a fence of its own, and from then on the sleeps of this
 *       process last 1 ms at most. Where a miss would give two threads one turn, {@link StoreDrain} waits 25 ms, longer
 *       than two timer interrupts, each of which drains the store buffer of a processor.
 *   <li>A mutex stays mapped at its address until the thread that locked it has unlocked it or ended.
 * </ul>
 *
 * <p>{@link BufferAddress} gives the address of a mapped buffer, {@link PrivateFile} creates files that only their
 * owner can open, and {@link VirtualThreads} tells virtual threads on a JDK that may have none.
 *
 * <h2>Sources</h2>
 *
 * <p>Hubertus Franke, Rusty Russell and Matthew Kirkwood, "Fuss, Futexes and Furwocks: Fast Userlevel Locking in Linux"
 * (2002); Ulrich Drepper, "Futexes Are Tricky" (2011); Ingo Molnar's description of robust futexes in the kernel's
 * documentation (2006). The asymmetric fence is that of Dave Dice, Hui Huang and Mingyao Yang, "Asymmetric Dekker
 * Synchronization" (2001). {@link StoreDrain} follows Adam Morrison and Yehuda Afek, "Temporally Bounding TSO for
 * Fence-Free Asymmetric Synchronization" (2015).
 *
 * <h2>Rejected alternatives</h2>
 *
 * <ul>
 *   <li>File locks and pidfds as the report of a death in the native protocols: the kernel releases them after the
 *       memory of the process, 65 to 97 ms late with a heap of 1 GB (decision 1).
 *   <li>Trusting the success of a call as proof that it works: sandboxes and emulators accept calls and do nothing
 *       (decision 4).
 *   <li>{@code PR_SET_PDEATHSIG} for children: it watches the thread that forked, not the process (decision 6).
 * </ul>
 */
@NullMarked
package io.interlock.internal.os;

import org.jspecify.annotations.NullMarked;
