/*
 * Pairs of processes that hand a turn back and forth, by what the platform has for C.
 *
 *     handoff-c CONTROL_FILE raw|semaphore|event|condition|barrier PARENT_PID
 *
 * HandOffLoop.java and InterlockTurns.java are the same program; change all of them. The program forks both ends of each
 * pair, for which the control block has contenders, and waits for their end. What keeps the comparison fair: the same
 * clock readings, histogram and round trips, -O2, return values checked, and one thread per process.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <signal.h>
#include <sys/prctl.h>
#endif

/* The contender needs all of it, this program only a part. */
#pragma GCC diagnostic ignored "-Wunused-function"
#include "support.h"
#include "turns.h"

static char *control;
static char *me;
static char *first_end;
static long my_index = -1;

static void fail(const char *what, int error) {
    fprintf(stderr, "end %ld: %s: %s\n", my_index, what, strerror(error));
    if (me != NULL) {
        put_release(me, CONTROL_STATE, STATE_FAILED);
    }
    exit(1);
}

static int64_t sequence(void) {
    return get_acquire(control, CONTROL_SEQUENCE);
}

static void begin(int64_t state, int64_t obeyed) {
    put_release(me, CONTROL_STATE, state);
    put_release(me, CONTROL_ACKNOWLEDGED, obeyed);
}

/* --- the measured loops: HandOffLoop.java ----------------------------------------------------------------------------- */

static int64_t lead(struct turns by, int64_t obeyed) {
    enum { BEFORE, IN, AFTER } phase = BEFORE;
    int64_t rounds = 0;
    int64_t rounds_before = 0;
    int64_t first_edge = 0;
    int64_t edge = now_ns();
    while (sequence() == obeyed) {
        if (phase == BEFORE && edge >= get_acquire(control, CONTROL_WINDOW_START)) {
            phase = IN;
            rounds_before = rounds;
            first_edge = edge;
        } else if (phase == IN && edge >= get(control, CONTROL_WINDOW_END)) {
            phase = AFTER;
            put(me, CONTROL_IN_WINDOW, rounds - rounds_before);
            put(me, CONTROL_FIRST_EDGE_NS, first_edge);
            put(me, CONTROL_LAST_EDGE_NS, edge);
            put_release(me, CONTROL_STATE, STATE_PAST_END);
        }
        by.hand_over();
        by.await();
        rounds++;
        int64_t next = now_ns();
        if (phase == IN) {
            long offset = CONTROL_LATENCY + bucket(next - edge) * 8;
            put(me, offset, get(me, offset) + 1);
        }
        edge = next;
    }
    rounds++;
    put_release(me, CONTROL_LAST_ROUND, rounds);
    by.hand_over();
    return rounds;
}

static int64_t follow(struct turns by) {
    for (int64_t rounds = 1;; rounds++) {
        by.await();
        int64_t last = get_acquire(first_end, CONTROL_LAST_ROUND);
        if (last != 0 && rounds >= last) {
            return rounds;
        }
        by.hand_over();
    }
}

static void run(struct turns by, int64_t obeyed) {
    memset(me + CONTROL_IN_WINDOW, 0, CONTROL_ACQUIRED_NS + 8 - CONTROL_IN_WINDOW);
    memset(me + CONTROL_LATENCY, 0, LATENCY_COUNT * 8);
    put_release(me, CONTROL_LAST_ROUND, 0);
    begin(STATE_RUNNING, obeyed);
    int64_t rounds = my_side == 0 ? lead(by, obeyed) : follow(by);
    put(me, CONTROL_OPERATIONS, get(me, CONTROL_OPERATIONS) + rounds);
}

static void serve(struct turns by) {
    put(me, CONTROL_PID, getpid());
    put(me, CONTROL_CLOCK_NS, now_ns());
    put_release(me, CONTROL_STATE, STATE_IDLE);
    int64_t obeyed = 0;
    for (;;) {
        int64_t next = sequence();
        if (next == obeyed) {
            poll_pause();
            continue;
        }
        obeyed = next;
        int64_t command = get(control, CONTROL_COMMAND);
        if (command == COMMAND_QUIT) {
            put_release(me, CONTROL_STATE, STATE_GONE);
            return;
        } else if (command == COMMAND_RUN) {
            run(by, obeyed);
        } else {
            begin(STATE_IDLE, obeyed);
        }
    }
}

/* --- start ------------------------------------------------------------------------------------------------------------ */

static void end_with_parent(long parent) {
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    /* It may have ended before the line above. */
    if (getppid() != parent) {
        exit(143);
    }
}

static void map_control(const char *path) {
    int file = open(path, O_RDWR);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) {
        fail(path, errno);
    }
    control = mmap(NULL, status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (control == MAP_FAILED) {
        fail("mmap", errno);
    }
    close(file);
    if (get_acquire(control, CONTROL_MAGIC) != CONTROL_MAGIC_VALUE
        || get(control, CONTROL_VERSION) != CONTROL_VERSION_VALUE) {
        fail(path, EINVAL);
    }
}

static void be(struct pair *pairs, long index, struct turns by) {
    my_index = index;
    my_side = index % 2;
    pair = &pairs[index / 2];
    mine = &pair->ends[my_side];
    others = &pair->ends[1 - my_side];
    me = control + CONTROL_CONTENDER + index * CONTROL_CONTENDER_BYTES;
    first_end = me - my_side * CONTROL_CONTENDER_BYTES;
    serve(by);
    exit(0);
}

int main(int count, char **arguments) {
    if (count != 4) {
        fprintf(stderr, "usage: %s CONTROL_FILE PRIMITIVE PARENT_PID\n", arguments[0]);
        return 2;
    }
    end_with_parent(atol(arguments[3]));
    struct turns by = turns_of(arguments[2]);
    map_control(arguments[1]);
    long ends = get(control, CONTROL_CONTENDERS);
    struct pair *pairs = mmap(NULL, ends / 2 * sizeof(struct pair), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (pairs == MAP_FAILED) {
        fail("mmap", errno);
    }
    for (long i = 0; i < ends / 2; i++) {
        initialize(&pairs[i]);
    }
    long parent = getpid();
    for (long i = 0; i < ends; i++) {
        pid_t child = fork();
        if (child < 0) {
            fail("fork", errno);
        }
        if (child == 0) {
            end_with_parent(parent);
            be(pairs, i, by);
        }
    }
    /* An end that fails is the end of this program, and with it of the others. */
    for (long i = 0; i < ends; i++) {
        int status;
        if (wait(&status) < 0 || status != 0) {
            return 1;
        }
    }
    return 0;
}
