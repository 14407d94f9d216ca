/*
 * What worker.c measures: the platform's process-shared primitives, each by its plain calls, return values checked, as any
 * careful program does. They lie in the control block, each on cache lines of its own.
 *
 * Settings, the best that the manual pages document:
 *   - mutexes of the normal, recursive and robust kinds, no priority protocol;
 *   - a condition is signalled after the mutex was left, where nobody waits next: the woken finds it free;
 *   - an event is a flag under a mutex with a condition, as every book has it; set broadcasts;
 *   - a rwlock with the C library's default preference, for readers;
 *   - the futex sleeps at once; the spinning word has no pause: both are limits, not advice.
 */
#ifndef PRIMITIVES_H
#define PRIMITIVES_H

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include "support.h"
#ifdef WITH_BOOST
#include "boost.h"
#endif

static char *control;

static void fail(const char *what, int error);

static inline void check(const char *what, int error) {
    if (error != 0) {
        fail(what, error);
    }
}

/* For calls that return -1 and set errno. */
static inline void check_errno(const char *what, int result) {
    if (result != 0) {
        fail(what, errno);
    }
}

static char *group_of(long group) {
    return control + CONTROL_GROUP + group * CONTROL_GROUP_BYTES;
}

/* --- locks ------------------------------------------------------------------------------------------------------------ */

static void init_mutex(pthread_mutex_t *mutex, int type, int robust) {
    pthread_mutexattr_t attribute;
    check("pthread_mutexattr_init", pthread_mutexattr_init(&attribute));
    check("pthread_mutexattr_setpshared", pthread_mutexattr_setpshared(&attribute, PTHREAD_PROCESS_SHARED));
    check("pthread_mutexattr_settype", pthread_mutexattr_settype(&attribute, type));
    if (robust) {
        check("pthread_mutexattr_setrobust", pthread_mutexattr_setrobust(&attribute, PTHREAD_MUTEX_ROBUST));
    }
    check("pthread_mutex_init", pthread_mutex_init(mutex, &attribute));
}

static inline void lock_mutex(void *mutex) {
    int error = pthread_mutex_lock(mutex);
    if (error == EOWNERDEAD) {
        error = pthread_mutex_consistent(mutex);
    }
    check("pthread_mutex_lock", error);
}

static inline void unlock_mutex(void *mutex) {
    check("pthread_mutex_unlock", pthread_mutex_unlock(mutex));
}

static inline void wait_semaphore(void *semaphore) {
    while (sem_wait(semaphore) != 0) {
        if (errno != EINTR) {
            fail("sem_wait", errno);
        }
    }
}

static inline void post_semaphore(void *semaphore) {
    check_errno("sem_post", sem_post(semaphore));
}

static inline void lock_read(void *lock) {
    check("pthread_rwlock_rdlock", pthread_rwlock_rdlock(lock));
}

static inline void lock_write(void *lock) {
    check("pthread_rwlock_wrlock", pthread_rwlock_wrlock(lock));
}

static inline void unlock_rwlock(void *lock) {
    check("pthread_rwlock_unlock", pthread_rwlock_unlock(lock));
}

/* --- two by two: lead hands over and waits to get back, follow waits, calls received, and hands back --------------------- */

static void received(void);

/* Two semaphores, on lines of their own. */
static inline void lead_semaphores(char *group) {
    post_semaphore(group + CONTROL_AREA);
    wait_semaphore(group + CONTROL_AREA + 128);
}

static inline void follow_semaphores(char *group) {
    wait_semaphore(group + CONTROL_AREA);
    received();
    post_semaphore(group + CONTROL_AREA + 128);
}

#ifdef WITH_BOOST
static inline void lead_boost_semaphores(char *group) {
    post_boost_semaphore(group + CONTROL_AREA);
    wait_boost_semaphore(group + CONTROL_AREA + 128);
}

static inline void follow_boost_semaphores(char *group) {
    wait_boost_semaphore(group + CONTROL_AREA);
    received();
    post_boost_semaphore(group + CONTROL_AREA + 128);
}
#endif

struct event {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    int is_set;
};

static void init_condition(pthread_cond_t *condition) {
    pthread_condattr_t attribute;
    check("pthread_condattr_init", pthread_condattr_init(&attribute));
    check("pthread_condattr_setpshared", pthread_condattr_setpshared(&attribute, PTHREAD_PROCESS_SHARED));
    check("pthread_cond_init", pthread_cond_init(condition, &attribute));
}

static inline void set_event(struct event *event) {
    lock_mutex(&event->mutex);
    event->is_set = 1;
    unlock_mutex(&event->mutex);
    check("pthread_cond_broadcast", pthread_cond_broadcast(&event->changed));
}

/* Waits and clears, in one critical section: two calls elsewhere. */
static inline void take_event(struct event *event) {
    lock_mutex(&event->mutex);
    while (!event->is_set) {
        check("pthread_cond_wait", pthread_cond_wait(&event->changed, &event->mutex));
    }
    event->is_set = 0;
    unlock_mutex(&event->mutex);
}

static inline void lead_events(char *group) {
    set_event((struct event *) (group + CONTROL_AREA));
    take_event((struct event *) (group + CONTROL_AREA + 128));
}

static inline void follow_events(char *group) {
    take_event((struct event *) (group + CONTROL_AREA));
    received();
    set_event((struct event *) (group + CONTROL_AREA + 128));
}

/* One mutex and one condition; whose turn it is. */
enum { LEADER, FOLLOWER };

static inline void lead_condition(char *group) {
    struct event *shared = (struct event *) (group + CONTROL_AREA);
    lock_mutex(&shared->mutex);
    shared->is_set = FOLLOWER;
    check("pthread_cond_signal", pthread_cond_signal(&shared->changed));
    while (shared->is_set != LEADER) {
        check("pthread_cond_wait", pthread_cond_wait(&shared->changed, &shared->mutex));
    }
    unlock_mutex(&shared->mutex);
}

static inline void follow_condition(char *group) {
    struct event *shared = (struct event *) (group + CONTROL_AREA);
    lock_mutex(&shared->mutex);
    while (shared->is_set != FOLLOWER) {
        check("pthread_cond_wait", pthread_cond_wait(&shared->changed, &shared->mutex));
    }
    received();
    shared->is_set = LEADER;
    unlock_mutex(&shared->mutex);
    check("pthread_cond_signal", pthread_cond_signal(&shared->changed));
}

#ifdef WITH_BOOST
static inline void lead_boost_condition(char *group) {
    pass_boost_turn(group + CONTROL_AREA, LEADER, FOLLOWER);
}

static inline void follow_boost_condition(char *group) {
    take_boost_turn(group + CONTROL_AREA, FOLLOWER, LEADER, received);
}
#endif

/* Two words that go up by one, each written by one side. */
static inline void lead_spinning(char *group) {
    int64_t next = get(group, CONTROL_TURN) + 1;
    put_release(group, CONTROL_TURN, next);
    while (get_acquire(group, CONTROL_BACK) != next) {
    }
}

static inline void follow_spinning(char *group) {
    int64_t next = get(group, CONTROL_BACK) + 1;
    while (get_acquire(group, CONTROL_TURN) != next) {
    }
    received();
    put_release(group, CONTROL_BACK, next);
}

#ifdef __linux__
static inline void give(char *word, int value) {
    __atomic_store_n((int *) word, value, __ATOMIC_SEQ_CST);
    if (syscall(SYS_futex, word, FUTEX_WAKE, 1, NULL, NULL, 0) < 0) {
        fail("futex wake", errno);
    }
}

static inline void take(char *word, int value) {
    int found;
    while ((found = __atomic_load_n((int *) word, __ATOMIC_SEQ_CST)) != value) {
        if (syscall(SYS_futex, word, FUTEX_WAIT, found, NULL, NULL, 0) < 0 && errno != EAGAIN && errno != EINTR) {
            fail("futex wait", errno);
        }
    }
}

/* The same words with sleep in place of spinning. */
static inline void lead_futex(char *group) {
    int next = *(int *) (group + CONTROL_TURN) + 1;
    give(group + CONTROL_TURN, next);
    take(group + CONTROL_BACK, next);
}

static inline void follow_futex(char *group) {
    int next = *(int *) (group + CONTROL_BACK) + 1;
    take(group + CONTROL_TURN, next);
    received();
    give(group + CONTROL_BACK, next);
}
#endif

/* --- all together ----------------------------------------------------------------------------------------------------- */

static inline void await_barrier(void *barrier) {
    int result = pthread_barrier_wait(barrier);
    if (result != PTHREAD_BARRIER_SERIAL_THREAD) {
        check("pthread_barrier_wait", result);
    }
}

/* --- their beginning -------------------------------------------------------------------------------------------------- */

static int starts_with(const char *text, const char *start) {
    return strncmp(text, start, strlen(start)) == 0;
}

static void init_groups(const char *primitive) {
    for (long i = 0; i < CONTROL_GROUPS; i++) {
#ifdef WITH_BOOST
        if (strcmp(primitive, "boost-condition") == 0) {
            init_boost_turns(group_of(i) + CONTROL_AREA);
            continue;
        }
#endif
        for (long offset = CONTROL_AREA; offset <= CONTROL_AREA + 128; offset += 128) {
            if (strcmp(primitive, "semaphore") == 0) {
                check_errno("sem_init", sem_init((sem_t *) (group_of(i) + offset), 1, 0));
#ifdef WITH_BOOST
            } else if (strcmp(primitive, "boost-semaphore") == 0) {
                init_boost_semaphore(group_of(i) + offset, 0);
#endif
            } else {
                struct event *event = (struct event *) (group_of(i) + offset);
                init_mutex(&event->mutex, PTHREAD_MUTEX_NORMAL, 0);
                init_condition(&event->changed);
            }
        }
    }
}

/* Where workers do not meet, but one waits there and is killed, a party is missing: nobody may come through. */
static unsigned parties(void) {
    return get(control, CONTROL_WORKERS) + (get(control, CONTROL_SHAPE) == SHAPE_LOOP);
}

/* Boost's sharable mutex is larger than others. */
static void *lock_area(const char *primitive) {
    return strcmp(primitive, "boost-sharable") == 0 ? group_of(0) + CONTROL_AREA : control + CONTROL_LOCK;
}

static void init_primitive(const char *primitive) {
    void *area = lock_area(primitive);
    if (starts_with(primitive, "mutex")) {
        init_mutex(
            area,
            strstr(primitive, "recursive") != NULL ? PTHREAD_MUTEX_RECURSIVE : PTHREAD_MUTEX_NORMAL,
            strstr(primitive, "robust") != NULL);
    } else if (strcmp(primitive, "semaphore") == 0 && get(control, CONTROL_SHAPE) == SHAPE_LOOP) {
        check_errno("sem_init", sem_init(area, 1, 1));
#ifdef WITH_BOOST
    } else if (strcmp(primitive, "boost-semaphore") == 0 && get(control, CONTROL_SHAPE) == SHAPE_LOOP) {
        init_boost_semaphore(area, 1);
    } else if (strcmp(primitive, "boost-mutex") == 0) {
        init_boost_mutex(area);
    } else if (strcmp(primitive, "boost-recursive") == 0) {
        init_boost_recursive(area);
    } else if (strcmp(primitive, "boost-sharable") == 0) {
        init_boost_sharable(area);
#endif
    } else if (strcmp(primitive, "rwlock") == 0) {
        pthread_rwlockattr_t attribute;
        check("pthread_rwlockattr_init", pthread_rwlockattr_init(&attribute));
        check("pthread_rwlockattr_setpshared", pthread_rwlockattr_setpshared(&attribute, PTHREAD_PROCESS_SHARED));
        check("pthread_rwlock_init", pthread_rwlock_init(area, &attribute));
    } else if (strcmp(primitive, "barrier") == 0) {
        pthread_barrierattr_t attribute;
        check("pthread_barrierattr_init", pthread_barrierattr_init(&attribute));
        check("pthread_barrierattr_setpshared", pthread_barrierattr_setpshared(&attribute, PTHREAD_PROCESS_SHARED));
        check("pthread_barrier_init", pthread_barrier_init(area, &attribute, parties()));
    } else if (get(control, CONTROL_SHAPE) != SHAPE_LOOP) {
        init_groups(primitive);
    }
    put_release(control, CONTROL_LOCK_READY, 1);
}

#endif
