package io.interlock.benchmarks.control;

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
 *   16  CONTENDERS     creator                everybody     plain
 *   24  INSIDE_NS      creator                contenders    plain; busy work with the lock held
 *   32  OUTSIDE_NS     creator                contenders    plain; busy work without it
 *   40  LOCK_READY     contender 0            contenders    [LOCK_READY]; what is measured is usable
 *   48  SHAPE          creator                contenders    plain; {@link Shape}
 *   56  WRITES         creator                contenders    plain; of {@value #WRITES_OF} operations, so many write
 *   64  PACED          creator                contenders    plain; 1: operations of a loop are begun and timed one by one
 *
 *  128  SEQUENCE       coordinator, last      contenders    [COMMAND]; grows with each command
 *  136  COMMAND        coordinator            contenders    plain; {@link Command}
 *  144  TARGET         coordinator            contenders    plain; whom HOLD and ACQUIRE mean
 *  152  WINDOW_START   coordinator, last      contenders    [WINDOW]; CLOCK_MONOTONIC, ns
 *  160  WINDOW_END     coordinator            contenders    plain
 *  168  INTERVAL_NS    coordinator            contenders    plain; from one operation's start to the next; 0: at once
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
 *  768  group 0, then the others, GROUP_BYTES apart: contenders that hand over to each other
 *    0  LAST_ROUND     leader                 followers     [LAST]; after which they stop; rounds are never reset
 *  128  SENT           leader                 follower      plain: what a hand-over publishes; now and then the round
 *  256  RETURNED       follower               leader        plain; the same, on the way back
 *  384  TURN           both                   both          of the primitive: a condition's predicate, a word to spin on
 *  512  BACK           both                   both          of the primitive: a word to spin on
 *  640  AREA           primitive              primitive     384 bytes for primitives that are no files of their own
 *
 * 4864  contender 0, then the others, CONTENDER_BYTES apart:
 *    0  STATE          contender, last        coordinator   [STATE]; {@link State}
 *    8  ACKNOWLEDGED   contender, last        coordinator   [ACK]; the SEQUENCE that it obeys
 *   16  PID            contender              coordinator   plain, before its first STATE
 *   24  CLOCK_NS       contender              coordinator   plain, before its first STATE: do our clocks agree?
 *   32  OPERATIONS     contender              coordinator   plain; all since its start, right while it idles
 *   40  IN_WINDOW      contender              coordinator   plain; operations between the two edges below
 *   48  FIRST_EDGE_NS  contender              coordinator   plain; its first batch edge in the window
 *   56  LAST_EDGE_NS   contender              coordinator   plain; its first batch edge after the window
 *   64  CPU_NS         contender              coordinator   plain; its thread's CPU time between the edges
 *   72  STALL_NS       contender              coordinator   plain; its longest batch
 *   80  ACQUIRED_NS    contender              coordinator   plain; when ACQUIRE got the lock
 *   88  COUNTED        contender              coordinator   plain; of its OPERATIONS, those that increased COUNTER
 *   96  ROUND          contender              its group     plain: what a barrier publishes; now and then its round
 *  104  CPU            creator                contender     plain; a processor that it may use, or -1 for any
 *  112  OTHER_CPU      creator                contender     plain; another one
 *  128  VOLUNTARY      contender              coordinator   plain; how often its thread went to sleep meanwhile
 *  136  INVOLUNTARY    contender              coordinator   plain; how often another took its processor meanwhile
 *  256  LATENCY        contender              coordinator   plain; {@link LatencyBuckets#COUNT} counts
 * </pre>
 */
public final class ControlLayout {

    public static final long MAGIC_VALUE = 0x494E_5445_524C_4B31L;
    public static final long VERSION_VALUE = 3;

    /** A number that has no divisor in common with a batch, so that sampled operations are a mix as all are. */
    public static final int WRITES_OF = 31;

    public static final int MAGIC = 0;
    public static final int VERSION = 8;
    public static final int CONTENDERS = 16;
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

    public static final int CONTENDER = GROUP + GROUPS * GROUP_BYTES;
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
    public static final int CONTENDER_BYTES = LATENCY + LatencyBuckets.COUNT * Long.BYTES;

    private ControlLayout() {}

    static int group(int index) {
        return GROUP + index * GROUP_BYTES;
    }

    static int contender(int index) {
        return CONTENDER + index * CONTENDER_BYTES;
    }

    static int bytes(int contenders) {
        return contender(contenders);
    }
}
