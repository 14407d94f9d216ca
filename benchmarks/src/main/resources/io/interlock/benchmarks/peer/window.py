"""What a worker does in a window, over and over: WindowLoop.java, line by line.

What keeps the comparison fair:
  - same batches, same clock readings, same histogram, same bookkeeping in the critical section;
  - lock and unlock are bound methods in local names, which costs a third of a "with" block;
  - plain names and local variables in the loop, no attribute look-ups.
  - a Value is increased through its bare object with its lock held, not through its property, which would take the lock
    once more.
There is no busy work here: calls of Python are too slow for 50 nanoseconds.
"""

import time

from control import (
    BATCH,
    C,
    COUNTER,
    LAST_OWNER,
    MIRROR,
    OWNER_CHANGES,
    SEQUENCE,
    WINDOW_END,
    WINDOW_START,
    bucket,
    usage,
    word,
)


class WindowLoop:
    def __init__(self, worker):
        self.worker = worker

    def batch(self):
        """A function that does a batch and returns how long its first operation took to get what it wants."""
        if self.worker.primitive == "value":
            return self.value_batch(self.worker.shared.get_obj(), self.worker.shared.get_lock())
        if self.worker.primitive == "array":
            return self.array_batch(self.worker.shared.get_obj(), self.worker.shared.get_lock())
        if self.worker.stored is not None:
            return self.worker.stored.batch(BATCH)
        return self.guarded_batch(self.worker.shared.acquire, self.worker.shared.release)

    def guarded_batch(self, lock, unlock):
        words, owner, clock = self.worker.words, self.worker.index + 1, time.monotonic_ns
        counter, last_owner, owner_changes, mirror = COUNTER, LAST_OWNER, OWNER_CHANGES, MIRROR
        others = range(1, BATCH)

        def batch():
            begun = clock()
            lock()
            acquired = clock()
            words[counter] += 1
            words[mirror] += 1
            if words[last_owner] != owner:
                words[last_owner] = owner
                words[owner_changes] += 1
            unlock()
            for _ in others:
                lock()
                words[counter] += 1
                words[mirror] += 1
                if words[last_owner] != owner:
                    words[last_owner] = owner
                    words[owner_changes] += 1
                unlock()
            return acquired - begun

        return batch

    def value_batch(self, number, lock_of_value):
        lock, unlock, clock = lock_of_value.acquire, lock_of_value.release, time.monotonic_ns
        others = range(1, BATCH)

        def batch():
            begun = clock()
            lock()
            number.value += 1
            unlock()
            done = clock()
            for _ in others:
                lock()
                number.value += 1
                unlock()
            return done - begun

        return batch

    def array_batch(self, elements, lock_of_array):
        lock, unlock, clock = lock_of_array.acquire, lock_of_array.release, time.monotonic_ns
        first, *others = [i % len(elements) for i in range(self.worker.index, self.worker.index + BATCH)]

        def batch():
            begun = clock()
            lock()
            elements[first] += 1
            unlock()
            done = clock()
            for i in others:
                lock()
                elements[i] += 1
                unlock()
            return done - begun

        return batch

    def run(self, sequence, batch):
        words, clock = self.worker.words, time.monotonic_ns
        latency = self.worker.me + word("LATENCY")
        window_start, window_end = WINDOW_START, WINDOW_END
        before, within, after = 0, 1, 2
        phase = before
        begun = usage()
        operations = operations_before = first_edge = longest_batch = 0
        edge = clock()
        while words[SEQUENCE] == sequence:
            if phase == before and edge >= words[window_start]:
                phase = within
                operations_before = operations
                begun = usage()
                first_edge = edge = clock()
            elif phase == within and edge >= words[window_end]:
                phase = after
                self.worker.note_usage_since(begun)
                self.worker.note_window(operations - operations_before, first_edge, edge, longest_batch)
                self.worker.put("STATE", C["STATE_PAST_END"])
            took = batch()
            operations += BATCH
            following = clock()
            if phase == within:
                words[latency + bucket(took)] += 1
                if following - edge > longest_batch:
                    longest_batch = following - edge
            edge = following
        if phase == within:
            self.worker.note_usage_since(begun)
            self.worker.note_window(operations - operations_before, first_edge, edge, longest_batch)
        # What a map does, or who reads a list, is not counted up anywhere.
        self.worker.add_operations(operations, operations if self.worker.stored is None or self.worker.stored.counts else 0)
