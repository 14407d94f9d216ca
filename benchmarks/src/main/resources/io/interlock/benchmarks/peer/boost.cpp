/*
 * Boost.Interprocess for worker.c, which is compiled with it where its headers are there. Its classes as its documentation
 * uses them, in shared memory. The calls are not inlined into the loop, as a C++ program's would be: some 2 ns each.
 */
#include <boost/interprocess/ipc/message_queue.hpp>
#include <boost/interprocess/sync/interprocess_condition.hpp>
#include <boost/interprocess/sync/interprocess_mutex.hpp>
#include <boost/interprocess/sync/interprocess_recursive_mutex.hpp>
#include <boost/interprocess/sync/interprocess_semaphore.hpp>
#include <boost/interprocess/sync/interprocess_sharable_mutex.hpp>
#include <boost/interprocess/sync/scoped_lock.hpp>
#include <new>

#include "boost.h"

using boost::interprocess::create_only;
using boost::interprocess::interprocess_condition;
using boost::interprocess::interprocess_mutex;
using boost::interprocess::interprocess_recursive_mutex;
using boost::interprocess::interprocess_semaphore;
using boost::interprocess::interprocess_sharable_mutex;
using boost::interprocess::message_queue;
using boost::interprocess::open_only;
using boost::interprocess::scoped_lock;

/* Two processes take turns: whose turn it is stands beside the condition. */
struct turns {
    interprocess_mutex mutex;
    interprocess_condition changed;
    int turn = 0;
};

static_assert(sizeof(interprocess_mutex) <= BOOST_LOCK_BYTES, "room for a mutex");
static_assert(sizeof(interprocess_recursive_mutex) <= BOOST_LOCK_BYTES, "room for a recursive mutex");
static_assert(sizeof(interprocess_sharable_mutex) <= BOOST_AREA_BYTES, "room for a sharable mutex");
static_assert(sizeof(turns) <= BOOST_AREA_BYTES, "room for a condition");

template <typename T> static T *in(void *area) {
    return static_cast<T *>(area);
}

extern "C" void init_boost_mutex(void *area) {
    new (area) interprocess_mutex;
}

extern "C" void lock_boost_mutex(void *area) {
    in<interprocess_mutex>(area)->lock();
}

extern "C" void unlock_boost_mutex(void *area) {
    in<interprocess_mutex>(area)->unlock();
}

extern "C" void init_boost_recursive(void *area) {
    new (area) interprocess_recursive_mutex;
}

extern "C" void lock_boost_recursive(void *area) {
    in<interprocess_recursive_mutex>(area)->lock();
}

extern "C" void unlock_boost_recursive(void *area) {
    in<interprocess_recursive_mutex>(area)->unlock();
}

extern "C" void init_boost_semaphore(void *area, int permits) {
    new (area) interprocess_semaphore(permits);
}

extern "C" void wait_boost_semaphore(void *area) {
    in<interprocess_semaphore>(area)->wait();
}

extern "C" void post_boost_semaphore(void *area) {
    in<interprocess_semaphore>(area)->post();
}

extern "C" void init_boost_sharable(void *area) {
    new (area) interprocess_sharable_mutex;
}

extern "C" void lock_boost_to_write(void *area) {
    in<interprocess_sharable_mutex>(area)->lock();
}

extern "C" void unlock_boost_written(void *area) {
    in<interprocess_sharable_mutex>(area)->unlock();
}

extern "C" void lock_boost_to_read(void *area) {
    in<interprocess_sharable_mutex>(area)->lock_sharable();
}

extern "C" void unlock_boost_read(void *area) {
    in<interprocess_sharable_mutex>(area)->unlock_sharable();
}

extern "C" void init_boost_turns(void *area) {
    new (area) turns;
}

extern "C" void pass_boost_turn(void *area, int mine, int others) {
    turns *shared = in<turns>(area);
    scoped_lock<interprocess_mutex> lock(shared->mutex);
    shared->turn = others;
    shared->changed.notify_one();
    while (shared->turn != mine) {
        shared->changed.wait(lock);
    }
}

extern "C" void take_boost_turn(void *area, int mine, int others, void (*received)(void)) {
    turns *shared = in<turns>(area);
    {
        scoped_lock<interprocess_mutex> lock(shared->mutex);
        while (shared->turn != mine) {
            shared->changed.wait(lock);
        }
        received();
        shared->turn = others;
    }
    shared->changed.notify_one();
}

extern "C" void create_boost_queue(const char *name, int messages, int bytes) {
    message_queue queue(create_only, name, messages, bytes);
}

extern "C" void *open_boost_queue(const char *name) {
    return new message_queue(open_only, name);
}

extern "C" void put_boost_message(void *queue, const void *message, int bytes) {
    in<message_queue>(queue)->send(message, bytes, 0);
}

extern "C" int take_boost_message(void *queue, void *message, int most) {
    message_queue::size_type bytes;
    unsigned priority;
    in<message_queue>(queue)->receive(message, most, bytes, priority);
    return static_cast<int>(bytes);
}
