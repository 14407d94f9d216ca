/*
 * Boost.Interprocess for contender.c, which is compiled with it where its headers are there. The calls are not inlined into
 * the loop, as a C++ program's would be: some 2 ns each.
 */
#include <boost/interprocess/sync/interprocess_semaphore.hpp>
#include <new>

using boost::interprocess::interprocess_semaphore;

extern "C" void init_boost_semaphore(void *area, int permits) {
    new (area) interprocess_semaphore(permits);
}

extern "C" void wait_boost_semaphore(void *area) {
    static_cast<interprocess_semaphore *>(area)->wait();
}

extern "C" void post_boost_semaphore(void *area) {
    static_cast<interprocess_semaphore *>(area)->post();
}
