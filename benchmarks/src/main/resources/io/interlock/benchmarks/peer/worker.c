/*
 * A worker in C: the platform's process-shared primitives without any Java around them.
 *
 *     worker-c CONTROL_FILE INDEX PRIMITIVE PARENT_PID
 *
 * The same program as Worker.java; loop.h, handoff.h, stream.h and support.h are its WindowLoop, HandOffLoop, StreamLoop and BusyLoad,
 * line by
 * line; change all of them. What keeps the comparison fair:
 *   - same batches, same clock readings (CLOCK_MONOTONIC is what System.nanoTime reads), same histogram, same bookkeeping
 *     in the critical section, same checks of the commands;
 *   - -O2 and a static dispatch, as Java's compiler inlines its driver;
 *   - one thread, so that the C library takes no shortcut and no detour that a second thread would bring.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#endif

#include "handoff.h"

static void fail(const char *what, int error) {
    fprintf(stderr, "worker %ld: %s: %s\n", my_index, what, error == 0 ? "wrong" : strerror(error));
    if (me != NULL) {
        __atomic_store_n((int64_t *) (me + CONTROL_STATE), STATE_FAILED, __ATOMIC_RELEASE);
    }
    exit(1);
}

static void begin(int64_t state, int64_t obeyed) {
    put_release(me, CONTROL_STATE, state);
    put_release(me, CONTROL_ACKNOWLEDGED, obeyed);
}

/* --- commands --------------------------------------------------------------------------------------------------------- */

static void clear_window(void) {
    memset(me + CONTROL_IN_WINDOW, 0, CONTROL_ACQUIRED_NS + 8 - CONTROL_IN_WINDOW);
    put(me, CONTROL_VOLUNTARY, 0);
    put(me, CONTROL_INVOLUNTARY, 0);
    memset(me + CONTROL_LATENCY, 0, LATENCY_COUNT * 8);
}

static void run(int64_t obeyed) {
    clear_window();
    calibrate();
    begin(leads ? STATE_RUNNING : STATE_FOLLOWING, obeyed);
    if (get(control, CONTROL_SHAPE) == SHAPE_LOOP) {
        run_alone(obeyed);
    } else if (get(control, CONTROL_SHAPE) == SHAPE_STREAM) {
        run_stream(obeyed);
    } else {
        run_together(obeyed);
    }
}

static void *wait_at_barrier(void *barrier) {
    await_barrier(barrier);
    fail("a barrier let too few through", 0);
    return NULL;
}

/* Only locks and permits can be held; as in InterlockBreakable.java, the holder of a barrier waits there. */
static void lock(void) {
    if (strcmp(my_primitive, "semaphore") == 0) {
        wait_semaphore(control + CONTROL_LOCK);
#ifdef WITH_BOOST
    } else if (strcmp(my_primitive, "boost-semaphore") == 0) {
        wait_boost_semaphore(control + CONTROL_LOCK);
    } else if (strcmp(my_primitive, "boost-mutex") == 0) {
        lock_boost_mutex(control + CONTROL_LOCK);
    } else if (strcmp(my_primitive, "boost-recursive") == 0) {
        lock_boost_recursive(control + CONTROL_LOCK);
#endif
    } else if (strcmp(my_primitive, "barrier") == 0 && my_index == 0) {
        wait_at_barrier(control + CONTROL_LOCK);
    } else if (strcmp(my_primitive, "barrier") == 0) {
        pthread_t waiting;
        check("pthread_create", pthread_create(&waiting, NULL, wait_at_barrier, control + CONTROL_LOCK));
    } else {
        lock_mutex(control + CONTROL_LOCK);
    }
    count();
    add_to_mine(CONTROL_OPERATIONS, 1);
    add_to_mine(CONTROL_COUNTED, 1);
}

static void unlock(void) {
    if (strcmp(my_primitive, "semaphore") == 0) {
        post_semaphore(control + CONTROL_LOCK);
#ifdef WITH_BOOST
    } else if (strcmp(my_primitive, "boost-semaphore") == 0) {
        post_boost_semaphore(control + CONTROL_LOCK);
    } else if (strcmp(my_primitive, "boost-mutex") == 0) {
        unlock_boost_mutex(control + CONTROL_LOCK);
    } else if (strcmp(my_primitive, "boost-recursive") == 0) {
        unlock_boost_recursive(control + CONTROL_LOCK);
#endif
    } else if (strcmp(my_primitive, "barrier") != 0) {
        unlock_mutex(control + CONTROL_LOCK);
    }
}

static void hold(int64_t obeyed) {
    lock();
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
    unlock();
    put(me, CONTROL_ACQUIRED_NS, acquired);
    put_release(me, CONTROL_STATE, STATE_ACQUIRED);
}

static void publish(int64_t obeyed) {
    if (strcmp(my_primitive, "value") == 0) {
        put(control, CONTROL_COUNTER, get(control, CONTROL_LOCK));
    } else if (strcmp(my_primitive, "array") == 0) {
        int64_t sum = 0;
        for (int i = 0; i < ELEMENTS; i++) {
            sum += get(control, CONTROL_LOCK + i * 8);
        }
        put(control, CONTROL_COUNTER, sum);
    }
    begin(STATE_IDLE, obeyed);
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
            run(obeyed);
        } else if (command == COMMAND_HOLD && is_target) {
            hold(obeyed);
        } else if (command == COMMAND_ACQUIRE && is_target) {
            acquire(obeyed);
        } else if (command == COMMAND_PUBLISH && is_target) {
            publish(obeyed);
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

static void take_place(void) {
#ifdef __linux__
    if (get(me, CONTROL_CPU) >= 0) {
        cpu_set_t processors;
        CPU_ZERO(&processors);
        CPU_SET(get(me, CONTROL_CPU), &processors);
        CPU_SET(get(me, CONTROL_OTHER_CPU), &processors);
        check_errno("sched_setaffinity", sched_setaffinity(0, sizeof processors, &processors));
    }
#endif
}

int main(int count, char **arguments) {
    if (count != 5) {
        fprintf(stderr, "usage: %s CONTROL_FILE INDEX PRIMITIVE PARENT_PID\n", arguments[0]);
        return 2;
    }
    end_with_parent(atol(arguments[4]));
    my_index = atol(arguments[2]);
    my_primitive = arguments[3];
    map_control(arguments[1]);
    me = control + CONTROL_WORKER + my_index * CONTROL_WORKER_BYTES;
    join_group();
    take_place();
    int has_lanes = strcmp(my_primitive, "pipe") == 0;
#ifdef WITH_BOOST
    by_queue = strcmp(my_primitive, "boost-queue") == 0;
    has_lanes |= by_queue;
#endif
    if (my_index == 0) {
        if (has_lanes) {
            create_lanes(arguments[1]);
        }
        init_primitive(my_primitive);
    }
    while (get_acquire(control, CONTROL_LOCK_READY) == 0) {
        poll_pause();
    }
    if (has_lanes) {
        open_lanes(arguments[1]);
    }
    serve();
    return 0;
}
