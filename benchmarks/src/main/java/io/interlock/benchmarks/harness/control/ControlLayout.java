package io.interlock.benchmarks.harness.control;

/**
 * The control block's format, version 3. Every field is a 64-bit word in the machine's byte order; {@code control.h}, which
 * C and Python read, says the same, and a test compares the two.
 *
 * <p>Lines are 128 bytes apart, because processors fetch neighbouring cache lines in pairs.
 *
 * <pre>
 *  off  field          written by             read by       access
 *    0  MAGIC          creator, last          everybody     [READY]
 *    8  VERSION        creator                everybody     plain
 *   16  WORKERS     creator                everybody     plain
 *   24  INSIDE_NS      creator                workers    plain; busy work with the lock held
 *   32  OUTSIDE_NS     creator                workers    plain; busy work without it
 *   40  LOCK_READY     worker 0            workers    [LOCK_READY]; what is measured is usable
 *   48  SHAPE          creator                workers    plain; {@link Shape}
 *   56  WRITES         creator                workers    plain; of {@value #WRITES_OF} operations, so many write
 *   64  PACED          creator                workers    plain; 1: operations of a loop are begun and timed one by one
 *
 *  128  SEQUENCE       coordinator, last      workers    [COMMAND]; grows with each command
 *  136  COMMAND        coordinator            workers    plain; {@link Command}
 *  144  TARGET         coordinator            workers    plain; whom HOLD and ACQUIRE mean
 *  152  WINDOW_START   coordinator, last      workers    [WINDOW]; CLOCK_MONOTONIC, ns
 *  160  WINDOW_END     coordinator            workers    plain
 *  168  INTERVAL_NS    coordinator            workers    plain; from one operation's start to the next; 0: at once
 *
 *  256  COUNTER        lock's owner           lock's owner  plain: what the lock guards
 *  264  LAST_OWNER     lock's owner           lock's owner  plain; index + 1, 0 at first
 *  272  OWNER_CHANGES  lock's owner           lock's owner  plain
 *  280  MIRROR         lock's owner           readers       plain; what COUNTER says, unless a reader was let in too early
 *
 *  384  LOCK           lock                   lock          128 bytes for a primitive that is no file of its own
 *
 *  512  PING           one end                other end     [PING]; cache-line ping-pong
 *  640  PONG           other end              one end       [PONG]
 *
 *  768  group 0, then the others, GROUP_BYTES apart: workers that hand over to each other
 *    0  LAST_ROUND     leader                 followers     [LAST]; after which they stop; rounds are never reset
 *  128  SENT           leader                 follower      plain: what a hand-over publishes; now and then the round
 *  256  RETURNED       follower               leader        plain; the same, on the way back
 *  384  TURN           both                   both          of the primitive: a condition's predicate, a word to spin on
 *  512  BACK           both                   both          of the primitive: a word to spin on
 *  640  AREA           primitive              primitive     384 bytes for primitives that are no files of their own
 *
 * 4864  worker 0, then the others, WORKER_BYTES apart:
 *    0  STATE          worker, last        coordinator   [STATE]; {@link WorkerState}
 *    8  ACKNOWLEDGED   worker, last        coordinator   [ACK]; the SEQUENCE that it obeys
 *   16  PID            worker              coordinator   plain, before its first STATE
 *   24  CLOCK_NS       worker              coordinator   plain, before its first STATE: do our clocks agree?
 *   32  OPERATIONS     worker              coordinator   plain; all since its start, right while it idles
 *   40  IN_WINDOW      worker              coordinator   plain; operations between the two edges below
 *   48  FIRST_EDGE_NS  worker              coordinator   plain; its first batch edge in the window
 *   56  LAST_EDGE_NS   worker              coordinator   plain; its first batch edge after the window
 *   64  CPU_NS         worker              coordinator   plain; its thread's CPU time between the edges
 *   72  STALL_NS       worker              coordinator   plain; its longest batch
 *   80  ACQUIRED_NS    worker              coordinator   plain; when ACQUIRE got the lock
 *   88  COUNTED        worker              coordinator   plain; of its OPERATIONS, those that increased COUNTER
 *   96  ROUND          worker              its group     plain: what a barrier publishes; now and then its round
 *  104  CPU            creator                worker     plain; a processor that it may use, or -1 for any
 *  112  OTHER_CPU      creator                worker     plain; another one
 *  128  VOLUNTARY      worker              coordinator   plain; how often its thread went to sleep meanwhile
 *  136  INVOLUNTARY    worker              coordinator   plain; how often another took its processor meanwhile
 *  256  LATENCY        worker              coordinator   plain; {@link LatencyBuckets#COUNT} counts
 * </pre>
 */
public final class ControlLayout {

    public static final long MAGIC_VALUE = 0x494E_5445_524C_4B31L;
    public static final long VERSION_VALUE = 3;

    /** A number that has no divisor in common with a batch, so that sampled operations are a mix as all are. */
    public static final int WRITES_OF = 31;

    public static final int MAGIC = 0;
    public static final int VERSION = 8;
    public static final int WORKERS = 16;
    public static final int INSIDE_NS = 24;
    public static final int OUTSIDE_NS = 32;
    public static final int LOCK_READY = 40;
    public static final int SHAPE = 48;
    public static final int WRITES = 56;
    public static final int PACED = 64;

    public static final int SEQUENCE = 128;
    public static final int COMMAND = 136;
    public static final int TARGET = 144;
    public static final int WINDOW_START = 152;
    public static final int WINDOW_END = 160;
    public static final int INTERVAL_NS = 168;

    public static final int COUNTER = 256;
    public static final int LAST_OWNER = 264;
    public static final int OWNER_CHANGES = 272;
    public static final int MIRROR = 280;

    public static final int LOCK = 384;
    public static final int LOCK_BYTES = 128;

    public static final int PING = 512;
    public static final int PONG = 640;

    public static final int GROUP = 768;
    public static final int GROUPS = 4;
    public static final int LAST_ROUND = 0;
    public static final int SENT = 128;
    public static final int RETURNED = 256;
    public static final int TURN = 384;
    public static final int BACK = 512;
    public static final int AREA = 640;
    public static final int GROUP_BYTES = 1024;

    public static final int WORKER = GROUP + GROUPS * GROUP_BYTES;
    public static final int STATE = 0;
    public static final int ACKNOWLEDGED = 8;
    public static final int PID = 16;
    public static final int CLOCK_NS = 24;
    public static final int OPERATIONS = 32;
    public static final int IN_WINDOW = 40;
    public static final int FIRST_EDGE_NS = 48;
    public static final int LAST_EDGE_NS = 56;
    public static final int CPU_NS = 64;
    public static final int STALL_NS = 72;
    public static final int ACQUIRED_NS = 80;
    public static final int COUNTED = 88;
    public static final int ROUND = 96;
    public static final int CPU = 104;
    public static final int OTHER_CPU = 112;
    public static final int VOLUNTARY = 128;
    public static final int INVOLUNTARY = 136;
    public static final int LATENCY = 256;
    public static final int WORKER_BYTES = LATENCY + LatencyBuckets.COUNT * Long.BYTES;

    private ControlLayout() {}

    static int group(int index) {
        return GROUP + index * GROUP_BYTES;
    }

    static int worker(int index) {
        return WORKER + index * WORKER_BYTES;
    }

    static int bytes(int workers) {
        return worker(workers);
    }
}
