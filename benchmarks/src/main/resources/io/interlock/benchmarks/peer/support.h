/*
 * What worker.c stands on: words of the control block, clocks, busy work, latency buckets. No state of its own.
 */
#ifndef SUPPORT_H
#define SUPPORT_H

#include <stdint.h>
#include <sys/resource.h>
#include <time.h>

#include "control.h"

/* --- words of the control block: plain, acquire, release ------------------------------------------------------------- */

static int64_t get(const char *base, long offset) {
    return *(const int64_t *) (base + offset);
}

static void put(char *base, long offset, int64_t value) {
    *(int64_t *) (base + offset) = value;
}

static int64_t get_acquire(const char *base, long offset) {
    return __atomic_load_n((const int64_t *) (base + offset), __ATOMIC_ACQUIRE);
}

static void put_release(char *base, long offset, int64_t value) {
    __atomic_store_n((int64_t *) (base + offset), value, __ATOMIC_RELEASE);
}

/* --- time ------------------------------------------------------------------------------------------------------------- */

static int64_t clock_ns(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static int64_t now_ns(void) {
    return clock_ns(CLOCK_MONOTONIC);
}

static int64_t cpu_ns(void) {
    return clock_ns(CLOCK_THREAD_CPUTIME_ID);
}

/* What this thread has used: Usage.java. */
struct usage {
    int64_t cpu_ns;
    int64_t voluntary;
    int64_t involuntary;
};

static struct usage usage_now(void) {
    struct usage usage = {cpu_ns(), 0, 0};
#ifdef __linux__
    struct rusage resources;
    if (getrusage(RUSAGE_THREAD, &resources) == 0) {
        usage.voluntary = resources.ru_nvcsw;
        usage.involuntary = resources.ru_nivcsw;
    }
#endif
    return usage;
}

/* A worker without a command looks for the next one every millisecond. */
static void poll_pause(void) {
    struct timespec pause = {0, 1000000};
    nanosleep(&pause, NULL);
}

/* What Thread.onSpinWait is. */
static inline void spin_pause(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
}

/* --- busy work: the chain of BusyLoad.java ---------------------------------------------------------------------------- */

static uint64_t chain(uint64_t value, int64_t steps) {
    for (int64_t i = 0; i < steps; i++) {
        value = (value ^ value >> 32) * 6364136223846793005ULL;
    }
    return value;
}

/* --- latencies: LatencyBuckets.java ----------------------------------------------------------------------------------- */

static int64_t bucket(int64_t latency_ns) {
    if (latency_ns < LATENCY_SUB_BUCKETS) {
        return latency_ns < 0 ? 0 : latency_ns;
    }
    int shift = 63 - __builtin_clzll(latency_ns) - LATENCY_SUB_BUCKET_BITS;
    int64_t index = shift * LATENCY_SUB_BUCKETS + (latency_ns >> shift);
    return index < LATENCY_COUNT ? index : LATENCY_COUNT - 1;
}

#endif
