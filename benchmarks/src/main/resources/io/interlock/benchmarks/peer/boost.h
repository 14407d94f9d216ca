/*
 * What boost.cpp has for worker.c: the classes of Boost.Interprocess, each in memory that the caller has.
 */
#ifndef BOOST_H
#define BOOST_H

#include "control.h"

#define BOOST_LOCK_BYTES CONTROL_LOCK_BYTES
#define BOOST_AREA_BYTES (CONTROL_GROUP_BYTES - CONTROL_AREA)

#ifdef __cplusplus
extern "C" {
#endif

void init_boost_mutex(void *area);
void lock_boost_mutex(void *area);
void unlock_boost_mutex(void *area);

void init_boost_recursive(void *area);
void lock_boost_recursive(void *area);
void unlock_boost_recursive(void *area);

void init_boost_semaphore(void *area, int permits);
void wait_boost_semaphore(void *area);
void post_boost_semaphore(void *area);

void init_boost_sharable(void *area);
void lock_boost_to_write(void *area);
void unlock_boost_written(void *area);
void lock_boost_to_read(void *area);
void unlock_boost_read(void *area);

/* Whose turn it is, a number, under a mutex with a condition. */
void init_boost_turns(void *area);
/* Gives the turn away and waits to get it back. */
void pass_boost_turn(void *area, int mine, int others);
/* Waits for the turn, and gives it back. */
void take_boost_turn(void *area, int mine, int others, void (*received)(void));

/* A queue of messages with this name, with room for this many messages of this size. */
void create_boost_queue(const char *name, int messages, int bytes);
void *open_boost_queue(const char *name);
void put_boost_message(void *queue, const void *message, int bytes);
/* Waits for a message, and returns its size. */
int take_boost_message(void *queue, void *message, int most);

#ifdef __cplusplus
}
#endif

#endif
