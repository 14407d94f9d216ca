/*
 * How one end of a pair in handoff.c hands over and waits, by each primitive: InterlockTurns.java; change both.
 */
#ifndef TURNS_H
#define TURNS_H

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

/* Beyond what any answer takes of an end that runs: it has no processor, and may need ours. */
enum { SPINS = 20000 };

struct event {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    int is_set;
};

/* What one end waits for. */
struct end {
    int64_t word __attribute__((aligned(128)));
    sem_t semaphore __attribute__((aligned(128)));
    struct event event __attribute__((aligned(128)));
};

struct pair {
    struct end ends[2];
    pthread_mutex_t mutex __attribute__((aligned(128)));
    pthread_cond_t changed;
    int turn; /* 1 or 2: that end's; 0: nobody's */
    pthread_barrier_t barrier __attribute__((aligned(128)));
};

struct turns {
    void (*hand_over)(void);
    void (*await)(void);
};

/* Who this process is. */
static int my_side;
static struct pair *pair;
static struct end *mine;
static struct end *others;
static int64_t received;
static int64_t sent;

/* Ends this process; handoff.c knows who is to be told. */
static void fail(const char *what, int error);

static void check(const char *what, int error) {
    if (error != 0) {
        fail(what, error);
    }
}

/* --- raw: words that only the other end writes ------------------------------------------------------------------------ */

static inline void spin(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

static void raw_hand_over(void) {
    put_release((char *) &others->word, 0, ++sent);
}

static void raw_await(void) {
    int64_t next = ++received;
    for (int spins = 0; get_acquire((char *) &mine->word, 0) != next; spins++) {
        if (spins < SPINS) {
            spin();
        } else {
            sched_yield();
            spins = SPINS;
        }
    }
}

/* --- two semaphores --------------------------------------------------------------------------------------------------- */

static void semaphore_hand_over(void) {
    check("sem_post", sem_post(&others->semaphore) == 0 ? 0 : errno);
}

static void semaphore_await(void) {
    while (sem_wait(&mine->semaphore) != 0) {
        if (errno != EINTR) {
            fail("sem_wait", errno);
        }
    }
}

/* --- two events: flags with a mutex and a condition each -------------------------------------------------------------- */

static void event_hand_over(void) {
    struct event *event = &others->event;
    check("pthread_mutex_lock", pthread_mutex_lock(&event->mutex));
    event->is_set = 1;
    check("pthread_cond_broadcast", pthread_cond_broadcast(&event->changed));
    check("pthread_mutex_unlock", pthread_mutex_unlock(&event->mutex));
}

/* Waits, and clears in a step of its own, as an event has it. */
static void event_await(void) {
    struct event *event = &mine->event;
    check("pthread_mutex_lock", pthread_mutex_lock(&event->mutex));
    while (!event->is_set) {
        check("pthread_cond_wait", pthread_cond_wait(&event->changed, &event->mutex));
    }
    check("pthread_mutex_unlock", pthread_mutex_unlock(&event->mutex));
    check("pthread_mutex_lock", pthread_mutex_lock(&event->mutex));
    event->is_set = 0;
    check("pthread_mutex_unlock", pthread_mutex_unlock(&event->mutex));
}

/* --- one condition, and whose turn it is ------------------------------------------------------------------------------ */

static void condition_hand_over(void) {
    check("pthread_mutex_lock", pthread_mutex_lock(&pair->mutex));
    pair->turn = 2 - my_side;
    check("pthread_cond_signal", pthread_cond_signal(&pair->changed));
    check("pthread_mutex_unlock", pthread_mutex_unlock(&pair->mutex));
}

static void condition_await(void) {
    check("pthread_mutex_lock", pthread_mutex_lock(&pair->mutex));
    while (pair->turn != 1 + my_side) {
        check("pthread_cond_wait", pthread_cond_wait(&pair->changed, &pair->mutex));
    }
    pair->turn = 0;
    check("pthread_mutex_unlock", pthread_mutex_unlock(&pair->mutex));
}

/* --- a barrier of two: the first end meets when it hands over, the second when it waits ------------------------------- */

static void meet(void) {
    int result = pthread_barrier_wait(&pair->barrier);
    check("pthread_barrier_wait", result == PTHREAD_BARRIER_SERIAL_THREAD ? 0 : result);
}

static void barrier_hand_over(void) {
    if (my_side == 0) {
        meet();
    }
}

static void barrier_await(void) {
    if (my_side == 1) {
        meet();
    }
}

/* --- before the first turn -------------------------------------------------------------------------------------------- */

static void initialize(struct pair *one) {
    pthread_mutexattr_t mutex;
    pthread_condattr_t condition;
    pthread_barrierattr_t barrier;
    pthread_mutexattr_init(&mutex);
    pthread_condattr_init(&condition);
    pthread_barrierattr_init(&barrier);
    check("pshared mutex", pthread_mutexattr_setpshared(&mutex, PTHREAD_PROCESS_SHARED));
    check("pshared condition", pthread_condattr_setpshared(&condition, PTHREAD_PROCESS_SHARED));
    check("pshared barrier", pthread_barrierattr_setpshared(&barrier, PTHREAD_PROCESS_SHARED));
    for (int i = 0; i < 2; i++) {
        check("sem_init", sem_init(&one->ends[i].semaphore, 1, 0) == 0 ? 0 : errno);
        check("pthread_mutex_init", pthread_mutex_init(&one->ends[i].event.mutex, &mutex));
        check("pthread_cond_init", pthread_cond_init(&one->ends[i].event.changed, &condition));
    }
    check("pthread_mutex_init", pthread_mutex_init(&one->mutex, &mutex));
    check("pthread_cond_init", pthread_cond_init(&one->changed, &condition));
    check("pthread_barrier_init", pthread_barrier_init(&one->barrier, &barrier, 2));
}

static struct turns turns_of(const char *primitive) {
    static const struct {
        const char *name;
        struct turns turns;
    } all[] = {
        {"raw", {raw_hand_over, raw_await}},
        {"semaphore", {semaphore_hand_over, semaphore_await}},
        {"event", {event_hand_over, event_await}},
        {"condition", {condition_hand_over, condition_await}},
        {"barrier", {barrier_hand_over, barrier_await}},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (strcmp(primitive, all[i].name) == 0) {
            return all[i].turns;
        }
    }
    fprintf(stderr, "primitive %s: expected raw, semaphore, event, condition or barrier\n", primitive);
    exit(2);
}

#endif
