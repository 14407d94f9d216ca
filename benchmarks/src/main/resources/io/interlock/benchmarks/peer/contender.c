/*
 * A contender in C: the platform's process-shared mutex without any Java around it.
 *
 *     contender-c CONTROL_FILE INDEX robust|normal PARENT_PID
 *
 * Contender.java, WindowLoop.java and BusyLoad.java are the same program, line by line; change all of them. What keeps the
 * comparison fair:
 *   - same batches, same clock readings (CLOCK_MONOTONIC is what System.nanoTime reads), same histogram, same bookkeeping
 *     in the critical section, same checks of the commands;
 *   - -O2 and a static dispatch, as Java's compiler inlines its driver;
 *   - robust and normal mutex through the same code, return values checked, as any careful program does;
 *   - one thread, so that the C library takes no shortcut and no detour that a second thread would bring.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <signal.h>
#include <sys/prctl.h>
#endif

#include "support.h"

enum { BATCH = 64 };

static char *control;
static char *me;
static long my_index;
static pthread_mutex_t *mutex;
static int64_t fastest_round_ns = INT64_MAX;
static int64_t inside_steps;
static int64_t outside_steps;
static uint64_t busy_value = 1;

static void fail(const char *what, int error) {
    fprintf(stderr, "contender %ld: %s: %s\n", my_index, what, strerror(error));
    if (me != NULL) {
        __atomic_store_n((int64_t *) (me + CONTROL_STATE), STATE_FAILED, __ATOMIC_RELEASE);
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

/* How many steps of busy work take the times asked for; again before each window, the fastest round of all counts. */
static void calibrate(void) {
    int64_t inside_ns = get(control, CONTROL_INSIDE_NS);
    int64_t outside_ns = get(control, CONTROL_OUTSIDE_NS);
    if (inside_ns == 0 && outside_ns == 0) {
        return;
    }
    for (int round = 0; round < 200; round++) {
        int64_t begun = now_ns();
        busy_value = chain(busy_value, 20000);
        int64_t took = now_ns() - begun;
        fastest_round_ns = took < fastest_round_ns ? took : fastest_round_ns;
    }
    double ns_per_step = (double) fastest_round_ns / 20000;
    inside_steps = (int64_t) (inside_ns / ns_per_step + 0.5);
    outside_steps = (int64_t) (outside_ns / ns_per_step + 0.5);
}

/* --- the lock --------------------------------------------------------------------------------------------------------- */

static void initialize_lock(int robust) {
    pthread_mutexattr_t attribute;
    pthread_mutexattr_init(&attribute);
    pthread_mutexattr_setpshared(&attribute, PTHREAD_PROCESS_SHARED);
    if (robust) {
        pthread_mutexattr_setrobust(&attribute, PTHREAD_MUTEX_ROBUST);
    }
    int error = pthread_mutex_init(mutex, &attribute);
    if (error != 0) {
        fail("pthread_mutex_init", error);
    }
    put_release(control, CONTROL_LOCK_READY, 1);
}

static void lock(void) {
    int error = pthread_mutex_lock(mutex);
    if (error == EOWNERDEAD) {
        error = pthread_mutex_consistent(mutex);
    }
    if (error != 0) {
        fail("pthread_mutex_lock", error);
    }
}

static void unlock(void) {
    int error = pthread_mutex_unlock(mutex);
    if (error != 0) {
        fail("pthread_mutex_unlock", error);
    }
}

/* What the lock guards. */
static void count(void) {
    put(control, CONTROL_COUNTER, get(control, CONTROL_COUNTER) + 1);
    if (get(control, CONTROL_LAST_OWNER) != my_index + 1) {
        put(control, CONTROL_LAST_OWNER, my_index + 1);
        put(control, CONTROL_OWNER_CHANGES, get(control, CONTROL_OWNER_CHANGES) + 1);
    }
}

static void count_latency(int64_t latency_ns) {
    long offset = CONTROL_LATENCY + bucket(latency_ns) * 8;
    put(me, offset, get(me, offset) + 1);
}

/* --- the measured loop: WindowLoop.java ------------------------------------------------------------------------------- */

static inline void finish_operation(void) {
    count();
    busy_value = chain(busy_value, inside_steps);
    unlock();
    busy_value = chain(busy_value, outside_steps);
}

/* Returns how long the first operation took to get the lock. */
static inline int64_t batch(void) {
    int64_t begun = now_ns();
    lock();
    int64_t latency = now_ns() - begun;
    finish_operation();
    for (int i = 1; i < BATCH; i++) {
        lock();
        finish_operation();
    }
    return latency;
}

static void note_window(int64_t operations, int64_t first_edge, int64_t last_edge, int64_t cpu, int64_t longest_batch) {
    put(me, CONTROL_IN_WINDOW, operations);
    put(me, CONTROL_FIRST_EDGE_NS, first_edge);
    put(me, CONTROL_LAST_EDGE_NS, last_edge);
    put(me, CONTROL_CPU_NS, cpu);
    put(me, CONTROL_STALL_NS, longest_batch);
}

static void run(int64_t obeyed) {
    enum { BEFORE, IN, AFTER } phase = BEFORE;
    int64_t operations = 0;
    int64_t operations_before = 0;
    int64_t cpu_before = 0;
    int64_t first_edge = 0;
    int64_t longest_batch = 0;
    int64_t edge = now_ns();
    while (sequence() == obeyed) {
        if (phase == BEFORE && edge >= get_acquire(control, CONTROL_WINDOW_START)) {
            phase = IN;
            operations_before = operations;
            cpu_before = cpu_ns();
            first_edge = edge = now_ns();
        } else if (phase == IN && edge >= get(control, CONTROL_WINDOW_END)) {
            phase = AFTER;
            note_window(operations - operations_before, first_edge, edge, cpu_ns() - cpu_before, longest_batch);
            put_release(me, CONTROL_STATE, STATE_PAST_END);
        }
        int64_t latency = batch();
        operations += BATCH;
        int64_t next = now_ns();
        if (phase == IN) {
            count_latency(latency);
            longest_batch = next - edge > longest_batch ? next - edge : longest_batch;
        }
        edge = next;
    }
    if (phase == IN) {
        note_window(operations - operations_before, first_edge, edge, cpu_ns() - cpu_before, longest_batch);
    }
    put(me, CONTROL_OPERATIONS, get(me, CONTROL_OPERATIONS) + operations);
}

/* --- commands: Contender.java ----------------------------------------------------------------------------------------- */

static void clear_window(void) {
    memset(me + CONTROL_IN_WINDOW, 0, CONTROL_ACQUIRED_NS + 8 - CONTROL_IN_WINDOW);
    memset(me + CONTROL_LATENCY, 0, LATENCY_COUNT * 8);
}

static void hold(int64_t obeyed) {
    lock();
    count();
    put(me, CONTROL_OPERATIONS, get(me, CONTROL_OPERATIONS) + 1);
    begin(STATE_HOLDING, obeyed);
    int64_t seen = obeyed;
    while (sequence() == seen || get(control, CONTROL_COMMAND) == COMMAND_ACQUIRE) {
        if (sequence() != seen) {
            seen = sequence();
            put_release(me, CONTROL_ACKNOWLEDGED, seen);
        }
        poll_pause();
    }
    unlock();
}

static void acquire(int64_t obeyed) {
    begin(STATE_ACQUIRING, obeyed);
    lock();
    int64_t acquired = now_ns();
    count();
    put(me, CONTROL_OPERATIONS, get(me, CONTROL_OPERATIONS) + 1);
    unlock();
    put(me, CONTROL_ACQUIRED_NS, acquired);
    put_release(me, CONTROL_STATE, STATE_ACQUIRED);
}

static void serve(void) {
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
        int is_target = get(control, CONTROL_TARGET) == my_index;
        if (command == COMMAND_QUIT) {
            put_release(me, CONTROL_STATE, STATE_GONE);
            return;
        } else if (command == COMMAND_RUN) {
            clear_window();
            calibrate();
            begin(STATE_RUNNING, obeyed);
            run(obeyed);
        } else if (command == COMMAND_HOLD && is_target) {
            hold(obeyed);
        } else if (command == COMMAND_ACQUIRE && is_target) {
            acquire(obeyed);
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

int main(int count, char **arguments) {
    if (count != 5) {
        fprintf(stderr, "usage: %s CONTROL_FILE INDEX robust|normal PARENT_PID\n", arguments[0]);
        return 2;
    }
    end_with_parent(atol(arguments[4]));
    my_index = atol(arguments[2]);
    map_control(arguments[1]);
    me = control + CONTROL_CONTENDER + my_index * CONTROL_CONTENDER_BYTES;
    mutex = (pthread_mutex_t *) (control + CONTROL_LOCK);
    if (my_index == 0) {
        initialize_lock(strcmp(arguments[3], "robust") == 0);
    }
    while (get_acquire(control, CONTROL_LOCK_READY) == 0) {
        poll_pause();
    }
    serve();
    return 0;
}
