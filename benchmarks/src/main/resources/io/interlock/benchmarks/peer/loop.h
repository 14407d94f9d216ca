/*
 * The measured loop: WindowLoop.java, line by line. What it repeats is a constant where it is called, and so inlined: -O2
 * does what Java's compiler does with its driver.
 */
#ifndef LOOP_H
#define LOOP_H

#include "primitives.h"

enum { BATCH = 64 };

static char *me;
static long my_index;
static const char *my_primitive;
static int64_t fastest_round_ns = INT64_MAX;
static int64_t inside_steps;
static int64_t outside_steps;
static uint64_t busy_value = 1;

static int64_t sequence(void) {
    return get_acquire(control, CONTROL_SEQUENCE);
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

/* What the lock guards. */
static void count(void) {
    put(control, CONTROL_COUNTER, get(control, CONTROL_COUNTER) + 1);
    put(control, CONTROL_MIRROR, get(control, CONTROL_MIRROR) + 1);
    if (get(control, CONTROL_LAST_OWNER) != my_index + 1) {
        put(control, CONTROL_LAST_OWNER, my_index + 1);
        put(control, CONTROL_OWNER_CHANGES, get(control, CONTROL_OWNER_CHANGES) + 1);
    }
}

static void add_to_mine(long field, int64_t more) {
    put(me, field, get(me, field) + more);
}

static void count_latency(int64_t latency_ns) {
    add_to_mine(CONTROL_LATENCY + bucket(latency_ns) * 8, 1);
}

static void note_usage_since(struct usage before) {
    struct usage now = usage_now();
    put(me, CONTROL_CPU_NS, now.cpu_ns - before.cpu_ns);
    put(me, CONTROL_VOLUNTARY, now.voluntary - before.voluntary);
    put(me, CONTROL_INVOLUNTARY, now.involuntary - before.involuntary);
}

static void note_window(int64_t operations, int64_t first_edge, int64_t last_edge, int64_t longest_batch) {
    put(me, CONTROL_IN_WINDOW, operations);
    put(me, CONTROL_FIRST_EDGE_NS, first_edge);
    put(me, CONTROL_LAST_EDGE_NS, last_edge);
    put(me, CONTROL_STALL_NS, longest_batch);
}

/* --- operations: Operation.java --------------------------------------------------------------------------------------- */

/* In two parts, of which the first is timed; the second returns how much it added to what all count up. */
struct operation {
    void (*acquire)(void *area);
    void (*release)(void *area);
    int (*finish)(const struct operation *operation, void *area);
};

static inline __attribute__((always_inline)) int finish_guarded(const struct operation *operation, void *area) {
    count();
    busy_value = chain(busy_value, inside_steps);
    operation->release(area);
    busy_value = chain(busy_value, outside_steps);
    return 1;
}

static int64_t writes;
static int64_t due;
static int writing;

static inline void acquire_read_or_write(void *lock) {
    due += writes;
    writing = due >= CONTROL_WRITES_OF;
    if (writing) {
        due -= CONTROL_WRITES_OF;
        lock_write(lock);
    } else {
        lock_read(lock);
    }
}

static inline __attribute__((always_inline)) int finish_read_or_write(const struct operation *operation, void *lock) {
    if (writing) {
        count();
    } else if (get(control, CONTROL_COUNTER) != get(control, CONTROL_MIRROR)) {
        fail("a reader saw a writer at work: the lock does not exclude", 0);
    }
    int added = writing;
    operation->release(lock);
    return added;
}

#ifdef WITH_BOOST
static inline void acquire_boost_sharable(void *lock) {
    due += writes;
    writing = due >= CONTROL_WRITES_OF;
    if (writing) {
        due -= CONTROL_WRITES_OF;
        lock_boost_to_write(lock);
    } else {
        lock_boost_to_read(lock);
    }
}

static inline void release_boost_sharable(void *lock) {
    if (writing) {
        unlock_boost_written(lock);
    } else {
        unlock_boost_read(lock);
    }
}
#endif

static inline void add_one(void *value) {
    __atomic_fetch_add((int64_t *) value, 1, __ATOMIC_SEQ_CST);
}

static inline __attribute__((always_inline)) int finish_add(const struct operation *operation, void *value) {
    (void) operation;
    (void) value;
    return 1;
}

/* Elements.java: one element after the other. */
enum { ELEMENTS = CONTROL_LOCK_BYTES / 8 };

static int element;

static inline void add_to_next(void *area) {
    element = (element + 1) % ELEMENTS;
    __atomic_fetch_add((int64_t *) area + element, 1, __ATOMIC_SEQ_CST);
}

/* --- the loop --------------------------------------------------------------------------------------------------------- */

static inline __attribute__((always_inline)) void run_loop(int64_t obeyed, const struct operation operation) {
    enum { BEFORE, IN, AFTER } phase = BEFORE;
    void *area = lock_area(my_primitive);
    int64_t operations = 0;
    int64_t counted = 0;
    int64_t operations_before = 0;
    struct usage before = {0, 0, 0};
    int64_t first_edge = 0;
    int64_t longest_batch = 0;
    int64_t edge = now_ns();
    while (sequence() == obeyed) {
        if (phase == BEFORE && edge >= get_acquire(control, CONTROL_WINDOW_START)) {
            phase = IN;
            operations_before = operations;
            before = usage_now();
            first_edge = edge = now_ns();
        } else if (phase == IN && edge >= get(control, CONTROL_WINDOW_END)) {
            phase = AFTER;
            note_usage_since(before);
            note_window(operations - operations_before, first_edge, edge, longest_batch);
            put_release(me, CONTROL_STATE, STATE_PAST_END);
        }
        int64_t begun = now_ns();
        operation.acquire(area);
        int64_t latency = now_ns() - begun;
        counted += operation.finish(&operation, area);
        for (int i = 1; i < BATCH; i++) {
            operation.acquire(area);
            counted += operation.finish(&operation, area);
        }
        operations += BATCH;
        int64_t next = now_ns();
        if (phase == IN) {
            count_latency(latency);
            longest_batch = next - edge > longest_batch ? next - edge : longest_batch;
        }
        edge = next;
    }
    if (phase == IN) {
        note_usage_since(before);
        note_window(operations - operations_before, first_edge, edge, longest_batch);
    }
    add_to_mine(CONTROL_OPERATIONS, operations);
    add_to_mine(CONTROL_COUNTED, counted);
}

static void run_alone(int64_t obeyed) {
    if (get(control, CONTROL_PACED)) {
        fail("operations at fixed times, in C only of hand-overs", ENOTSUP);
    }
    writes = get(control, CONTROL_WRITES);
    if (starts_with(my_primitive, "mutex")) {
        run_loop(obeyed, (struct operation) {lock_mutex, unlock_mutex, finish_guarded});
    } else if (strcmp(my_primitive, "semaphore") == 0) {
        run_loop(obeyed, (struct operation) {wait_semaphore, post_semaphore, finish_guarded});
#ifdef WITH_BOOST
    } else if (strcmp(my_primitive, "boost-semaphore") == 0) {
        run_loop(obeyed, (struct operation) {wait_boost_semaphore, post_boost_semaphore, finish_guarded});
    } else if (strcmp(my_primitive, "boost-mutex") == 0) {
        run_loop(obeyed, (struct operation) {lock_boost_mutex, unlock_boost_mutex, finish_guarded});
    } else if (strcmp(my_primitive, "boost-recursive") == 0) {
        run_loop(obeyed, (struct operation) {lock_boost_recursive, unlock_boost_recursive, finish_guarded});
    } else if (strcmp(my_primitive, "boost-sharable") == 0) {
        run_loop(obeyed, (struct operation) {acquire_boost_sharable, release_boost_sharable, finish_read_or_write});
#endif
    } else if (strcmp(my_primitive, "rwlock") == 0) {
        run_loop(obeyed, (struct operation) {acquire_read_or_write, unlock_rwlock, finish_read_or_write});
    } else if (strcmp(my_primitive, "value") == 0) {
        run_loop(obeyed, (struct operation) {add_one, NULL, finish_add});
    } else if (strcmp(my_primitive, "array") == 0) {
        run_loop(obeyed, (struct operation) {add_to_next, NULL, finish_add});
    } else {
        fail(my_primitive, EINVAL);
    }
}

#endif
