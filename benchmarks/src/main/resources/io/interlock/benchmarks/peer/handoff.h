/*
 * The measured loop of hand-overs: HandOffLoop.java, line by line.
 */
#ifndef HANDOFF_H
#define HANDOFF_H

#include "stream.h"

enum { ALWAYS_CHECKED = 64, CHECKED = 4096 };

static char *my_group;
static int leads;
static int meets;
static int64_t my_round;

static void out_of_step(const char *who, int64_t there) {
    fprintf(stderr, "out of step: this is round %lld, and %s is in round %lld\n", (long long) my_round, who, (long long) there);
    fail("hand-over", 0);
}

static inline int is_checked(void) {
    return my_round <= ALWAYS_CHECKED || my_round % CHECKED == 0;
}

/* No worker can be behind; one that is ahead has begun the next round, and waits there for this one. */
static void require_all_in_round(void) {
    for (int64_t i = 0; i < get(control, CONTROL_WORKERS); i++) {
        int64_t there = get(control, CONTROL_WORKER + i * CONTROL_WORKER_BYTES + CONTROL_ROUND);
        if (there != my_round && there != my_round + 1) {
            out_of_step("another party", there);
        }
    }
}

/* The follower's part, while the leader waits. */
static void received(void) {
    my_round++;
    if (is_checked()) {
        if (get(my_group, CONTROL_SENT) != my_round) {
            out_of_step("the leader", get(my_group, CONTROL_SENT));
        }
        put(my_group, CONTROL_RETURNED, my_round);
    }
}

static inline __attribute__((always_inline)) void lead_turn(void (*lead)(char *)) {
    my_round++;
    if (is_checked()) {
        put(my_group, CONTROL_SENT, my_round);
    }
    lead(my_group);
    if (is_checked() && get(my_group, CONTROL_RETURNED) != my_round) {
        out_of_step("the follower", get(my_group, CONTROL_RETURNED));
    }
}

static inline void meet(char *group) {
    (void) group;
    my_round++;
    if (is_checked()) {
        put(me, CONTROL_ROUND, my_round);
    }
    await_barrier(control + CONTROL_LOCK);
    if (is_checked()) {
        require_all_in_round();
    }
}

static inline __attribute__((always_inline)) void turn(void (*lead)(char *)) {
    if (meets) {
        meet(my_group);
    } else {
        lead_turn(lead);
    }
}

/* --- when rounds begin: Pace.java ------------------------------------------------------------------------------------- */

enum { SLEEP_MARGIN_NS = 100000 };

static int64_t interval_ns;
static int64_t next_ns;

static void begin_pace(int64_t now) {
    int64_t workers = get(control, CONTROL_WORKERS);
    int64_t groups = meets ? 1 : (workers + 1) / 2;
    interval_ns = get(control, CONTROL_INTERVAL_NS);
    next_ns = now + interval_ns * (meets ? 0 : my_index / 2) / groups;
}

static inline int64_t await_pace(int64_t now) {
    if (interval_ns == 0) {
        return now;
    }
    int64_t due = next_ns;
    next_ns = due + interval_ns;
    for (int64_t left = due - now; left > 0; left = due - now_ns()) {
        if (left > SLEEP_MARGIN_NS) {
            struct timespec pause = {(left - SLEEP_MARGIN_NS) / 1000000000, (left - SLEEP_MARGIN_NS) % 1000000000};
            nanosleep(&pause, NULL);
        } else {
            spin_pause();
        }
    }
    return due;
}

static void count_missed(int64_t now) {
    if (interval_ns > 0) {
        for (int64_t due = next_ns; due < get(control, CONTROL_WINDOW_END); due += interval_ns) {
            count_latency(now - due);
        }
    }
}

/* --- the loop --------------------------------------------------------------------------------------------------------- */

static inline __attribute__((always_inline)) void run_leader(int64_t obeyed, void (*lead)(char *)) {
    enum { BEFORE, IN, AFTER } phase = BEFORE;
    int64_t rounds_before = 0;
    int64_t first_edge = 0;
    int64_t longest = 0;
    int64_t edge = now_ns();
    begin_pace(edge);
    while (sequence() == obeyed) {
        int64_t begun = await_pace(edge);
        edge = begun > edge ? begun : edge;
        if (phase == BEFORE && begun >= get_acquire(control, CONTROL_WINDOW_START)) {
            phase = IN;
            rounds_before = my_round;
            first_edge = begun;
        } else if (phase == IN && begun >= get(control, CONTROL_WINDOW_END)) {
            phase = AFTER;
            note_window(my_round - rounds_before, first_edge, edge, longest);
            put_release(me, CONTROL_STATE, STATE_PAST_END);
        }
        turn(lead);
        int64_t next = now_ns();
        if (phase == IN) {
            count_latency(next - begun);
            longest = next - begun > longest ? next - begun : longest;
        }
        edge = next;
    }
    if (phase == IN) {
        count_missed(edge);
        note_window(my_round - rounds_before, first_edge, edge, longest);
    }
    put_release(my_group, CONTROL_LAST_ROUND, my_round + 1);
    turn(lead);
}

static inline __attribute__((always_inline)) void run_follower(void (*follow)(char *)) {
    do {
        follow(my_group);
    } while (get_acquire(my_group, CONTROL_LAST_ROUND) != my_round);
}

static inline __attribute__((always_inline)) void run_both(int64_t obeyed, void (*lead)(char *), void (*follow)(char *)) {
    if (leads) {
        run_leader(obeyed, lead);
    } else {
        run_follower(follow);
    }
}

static void run_together(int64_t obeyed) {
    struct usage before = usage_now();
    int64_t begun = my_round;
    if (meets) {
        run_both(obeyed, meet, meet);
    } else if (strcmp(my_primitive, "semaphore") == 0) {
        run_both(obeyed, lead_semaphores, follow_semaphores);
#ifdef WITH_BOOST
    } else if (strcmp(my_primitive, "boost-semaphore") == 0) {
        run_both(obeyed, lead_boost_semaphores, follow_boost_semaphores);
    } else if (strcmp(my_primitive, "boost-condition") == 0) {
        run_both(obeyed, lead_boost_condition, follow_boost_condition);
    } else if (strcmp(my_primitive, "boost-queue") == 0) {
        run_both(obeyed, lead_messages, follow_messages);
#endif
    } else if (strcmp(my_primitive, "event") == 0) {
        run_both(obeyed, lead_events, follow_events);
    } else if (strcmp(my_primitive, "condition") == 0) {
        run_both(obeyed, lead_condition, follow_condition);
    } else if (strcmp(my_primitive, "pipe") == 0) {
        run_both(obeyed, lead_messages, follow_messages);
    } else if (strcmp(my_primitive, "spin") == 0) {
        run_both(obeyed, lead_spinning, follow_spinning);
#ifdef __linux__
    } else if (strcmp(my_primitive, "futex") == 0) {
        run_both(obeyed, lead_futex, follow_futex);
#endif
    } else {
        fail(my_primitive, EINVAL);
    }
    add_to_mine(CONTROL_OPERATIONS, my_round - begun);
    note_usage_since(before);
}

/* Which group is ours, and what we are in it: Shape.java. */
static void join_group(void) {
    int64_t shape = get(control, CONTROL_SHAPE);
    meets = shape == SHAPE_PARTIES;
    leads = shape == SHAPE_LOOP || shape == SHAPE_STREAM || (shape == SHAPE_PAIRS ? my_index % 2 == 0 : my_index == 0);
    my_group = group_of(shape == SHAPE_PAIRS ? my_index / 2 : 0);
}

#endif
