/*
 * Messages of 64 bytes by pipe(2), with a name so that processes find it, or by Boost's message_queue: StreamLoop.java and
 * MessageHandOff.java, line by line.
 *
 * Settings of pipe(2): blocking calls, one write a message, which is atomic, and reads of up to 64 messages at once; the default
 * size, which on Linux is 64 KiB. Of the message_queue: blocking calls, one message each, since it has no others; one priority;
 * room for as many messages.
 */
#ifndef STREAM_H
#define STREAM_H

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "loop.h"

enum { LANES = 2 * CONTROL_GROUPS, MAX_AT_ONCE = 64, MAX_PRODUCERS = 64, QUEUED = 1024 };

struct payload {
    int64_t first;
    int64_t second;
    int64_t between[5];
    int64_t last;
};

static int lanes[LANES];
#ifdef WITH_BOOST
static void *queues[LANES];
static int by_queue;
#endif

static void lane_path(char *path, size_t size, const char *control_file, int lane) {
    snprintf(path, size, "%s-lane-%d", control_file, lane);
}

#ifdef WITH_BOOST
/* In the same directory as the control file: shared memory has one. */
static const char *queue_name(const char *path) {
    return strrchr(path, '/') + 1;
}
#endif

static void create_lanes(const char *control_file) {
    char path[4096];
    for (int lane = 0; lane < LANES; lane++) {
        lane_path(path, sizeof path, control_file, lane);
#ifdef WITH_BOOST
        if (by_queue) {
            create_boost_queue(queue_name(path), QUEUED, sizeof(struct payload));
            continue;
        }
#endif
        check_errno("mkfifo", mkfifo(path, 0600));
    }
}

/* For both ways: nobody has to wait for another to open the other end. */
static void open_lanes(const char *control_file) {
    char path[4096];
    for (int lane = 0; lane < LANES; lane++) {
        lane_path(path, sizeof path, control_file, lane);
#ifdef WITH_BOOST
        if (by_queue) {
            queues[lane] = open_boost_queue(queue_name(path));
            continue;
        }
#endif
        lanes[lane] = open(path, O_RDWR);
        check_errno("open", lanes[lane] < 0);
    }
}

static inline void put_message(int lane, int64_t first, int64_t second) {
    struct payload message = {first, second, {0}, ~(first ^ second)};
#ifdef WITH_BOOST
    if (by_queue) {
        put_boost_message(queues[lane], &message, sizeof message);
        return;
    }
#endif
    ssize_t written;
    do {
        written = write(lanes[lane], &message, sizeof message);
    } while (written < 0 && errno == EINTR);
    if (written != (ssize_t) sizeof message) {
        fail("write", written < 0 ? errno : 0);
    }
}

/* Returns how many. */
static inline int take_messages(int lane, struct payload *messages, int most) {
#ifdef WITH_BOOST
    if (by_queue) {
        if (take_boost_message(queues[lane], messages, sizeof *messages) != sizeof *messages) {
            fail("a message of another size", 0);
        }
        return 1;
    }
#endif
    ssize_t taken;
    do {
        taken = read(lanes[lane], messages, most * sizeof *messages);
    } while (taken < 0 && errno == EINTR);
    if (taken <= 0 || taken % sizeof *messages != 0) {
        fail("read", taken < 0 ? errno : 0);
    }
    return taken / sizeof *messages;
}

/* --- hand-overs ------------------------------------------------------------------------------------------------------- */

static int64_t messages_put;
static int64_t messages_taken;

static inline void put_next(int lane) {
    put_message(lane, 0, ++messages_put);
}

static inline void take_next(int lane) {
    struct payload message;
    take_messages(lane, &message, 1);
    messages_taken++;
    if (message.second != messages_taken || message.last != ~(message.first ^ message.second)) {
        fail("out of step: a message of another round came", 0);
    }
}

static int there_of(char *group) {
    return 2 * (int) ((group - group_of(0)) / CONTROL_GROUP_BYTES);
}

static inline void lead_messages(char *group) {
    put_next(there_of(group));
    take_next(there_of(group) + 1);
}

static inline void follow_messages(char *group) {
    take_next(there_of(group));
    received();
    put_next(there_of(group) + 1);
}

/* --- one way ---------------------------------------------------------------------------------------------------------- */

static int64_t put_count;
static int64_t taken_of[MAX_PRODUCERS];
static int64_t ended;

static int put_batch(void) {
    for (int i = 0; i < BATCH; i++) {
        put_message(0, my_index, ++put_count);
    }
    return BATCH;
}

static int take_batch(int64_t producers) {
    struct payload messages[MAX_AT_ONCE];
    int done = 0;
    while (done < BATCH && ended < producers) {
        int count = take_messages(0, messages, MAX_AT_ONCE);
        for (int i = 0; i < count; i++) {
            struct payload *next = &messages[i];
            if (next->last != ~(next->first ^ next->second) || next->first < 1 || next->first > producers) {
                fail("a message is torn", 0);
            }
            int64_t number = next->second < 0 ? ~next->second : next->second;
            int64_t due = taken_of[next->first] + (next->second < 0 ? 0 : 1);
            if (number != due) {
                fail("messages do not come once and in order", 0);
            }
            if (next->second < 0) {
                ended++;
            } else {
                taken_of[next->first] = number;
                done++;
            }
        }
    }
    return done;
}

static void run_stream(int64_t obeyed) {
    enum { BEFORE, IN, AFTER } phase = BEFORE;
    int consumes = my_index == 0;
    int64_t producers = get(control, CONTROL_WORKERS) - 1;
    int64_t operations = 0;
    int64_t operations_before = 0;
    struct usage before = {0, 0, 0};
    int64_t first_edge = 0;
    int64_t longest_batch = 0;
    int64_t edge = now_ns();
    if (producers >= MAX_PRODUCERS) {
        fail("more producers than expected", EINVAL);
    }
    while (consumes ? ended < producers : sequence() == obeyed) {
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
        operations += consumes ? take_batch(producers) : put_batch();
        int64_t next = now_ns();
        if (phase == IN) {
            longest_batch = next - edge > longest_batch ? next - edge : longest_batch;
        }
        edge = next;
    }
    if (phase == IN) {
        note_usage_since(before);
        note_window(operations - operations_before, first_edge, edge, longest_batch);
    }
    if (consumes) {
        ended = 0;
    } else {
        put_message(0, my_index, ~put_count);
    }
    add_to_mine(CONTROL_OPERATIONS, operations);
}

#endif
