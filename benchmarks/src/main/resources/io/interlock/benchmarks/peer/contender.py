"""Contenders in Python: multiprocessing.Lock, shared by processes that one program forks.

    contender.py CONTROL_FILE PARENT_PID

The same program as Contender.java and WindowLoop.java, line by line; change all of them. What keeps the comparison fair:
  - same batches, same clock readings, same histogram, same bookkeeping in the critical section;
  - lock and unlock are bound methods in local names, which costs a third of a "with" block;
  - plain names and local variables in the loop, no attribute look-ups.
There is no busy work here: calls of Python are too slow for 50 nanoseconds.
"""

import ctypes
import mmap
import multiprocessing
import os
import re
import signal
import sys
import time
import traceback

BATCH = 64
POLL_S = 0.001


def constants(header):
    """The numbers of control.h, so that they stand in one place less; offsets in words of 8 bytes."""
    found = {}
    with open(header) as lines:
        for line in lines:
            match = re.match(r"#define (\w+) (\w+)$", line)
            if match:
                found[match[1]] = int(match[2], 0)
    return found


C = constants(os.path.join(os.path.dirname(os.path.abspath(__file__)), "control.h"))


def word(name):
    return C["CONTROL_" + name] // 8


SEQUENCE, COMMAND, TARGET = word("SEQUENCE"), word("COMMAND"), word("TARGET")
WINDOW_START, WINDOW_END = word("WINDOW_START"), word("WINDOW_END")
COUNTER, LAST_OWNER, OWNER_CHANGES = word("COUNTER"), word("LAST_OWNER"), word("OWNER_CHANGES")
SUB_BUCKETS, SUB_BUCKET_BITS, BUCKETS = C["LATENCY_SUB_BUCKETS"], C["LATENCY_SUB_BUCKET_BITS"], C["LATENCY_COUNT"]


def end_with_parent(parent_pid):
    try:
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)
    except AttributeError:
        pass  # Not Linux: the poll below must do.
    if os.getppid() != parent_pid:
        os._exit(143)


def bucket(latency_ns):
    if latency_ns < SUB_BUCKETS:
        return max(latency_ns, 0)
    shift = latency_ns.bit_length() - 1 - SUB_BUCKET_BITS
    return min(shift * SUB_BUCKETS + (latency_ns >> shift), BUCKETS - 1)


class Contender:
    def __init__(self, words, index, lock, parent_pid):
        # Words are aligned and copied as a whole; on processors that reorder stores, Python has no better to offer.
        self.words = words
        self.index = index
        self.lock = lock
        self.parent_pid = parent_pid
        self.me = word("CONTENDER") + index * (C["CONTROL_CONTENDER_BYTES"] // 8)

    def put(self, name, value):
        self.words[self.me + word(name)] = value

    def add_operations(self, more):
        self.words[self.me + word("OPERATIONS")] += more

    def begin(self, state, sequence):
        self.put("STATE", C["STATE_" + state])
        self.put("ACKNOWLEDGED", sequence)

    def serve(self):
        words = self.words
        self.put("PID", os.getpid())
        self.put("CLOCK_NS", time.monotonic_ns())
        self.put("STATE", C["STATE_IDLE"])
        obeyed = 0
        while True:
            sequence = words[SEQUENCE]
            if sequence == obeyed:
                self.pause()
                continue
            obeyed = sequence
            command = words[COMMAND]
            is_target = words[TARGET] == self.index
            if command == C["COMMAND_QUIT"]:
                self.put("STATE", C["STATE_GONE"])
                return
            elif command == C["COMMAND_RUN"]:
                self.clear_window()
                self.begin("RUNNING", sequence)
                self.run(sequence)
            elif command == C["COMMAND_HOLD"] and is_target:
                self.hold(sequence)
            elif command == C["COMMAND_ACQUIRE"] and is_target:
                self.acquire(sequence)
            else:
                self.begin("IDLE", sequence)

    def pause(self):
        time.sleep(POLL_S)
        if os.getppid() != self.parent_pid:
            os._exit(143)

    def clear_window(self):
        for field in range(word("IN_WINDOW"), word("ACQUIRED_NS") + 1):
            self.words[self.me + field] = 0
        for i in range(BUCKETS):
            self.words[self.me + word("LATENCY") + i] = 0

    def count(self):
        words = self.words
        words[COUNTER] += 1
        if words[LAST_OWNER] != self.index + 1:
            words[LAST_OWNER] = self.index + 1
            words[OWNER_CHANGES] += 1

    def hold(self, sequence):
        self.lock.acquire()
        self.count()
        self.add_operations(1)
        self.begin("HOLDING", sequence)
        seen = sequence
        while self.words[SEQUENCE] == seen or self.words[COMMAND] == C["COMMAND_ACQUIRE"]:
            if self.words[SEQUENCE] != seen:
                seen = self.words[SEQUENCE]
                self.put("ACKNOWLEDGED", seen)
            self.pause()
        self.lock.release()

    def acquire(self, sequence):
        self.begin("ACQUIRING", sequence)
        self.lock.acquire()
        acquired = time.monotonic_ns()
        self.count()
        self.add_operations(1)
        self.lock.release()
        self.put("ACQUIRED_NS", acquired)
        self.put("STATE", C["STATE_ACQUIRED"])

    def note_window(self, operations, first_edge, last_edge, cpu, longest_batch):
        self.put("IN_WINDOW", operations)
        self.put("FIRST_EDGE_NS", first_edge)
        self.put("LAST_EDGE_NS", last_edge)
        self.put("CPU_NS", cpu)
        self.put("STALL_NS", longest_batch)

    def run(self, sequence):
        words, owner, latency = self.words, self.index + 1, self.me + word("LATENCY")
        lock, unlock, clock, cpu_clock = self.lock.acquire, self.lock.release, time.monotonic_ns, time.thread_time_ns
        counter, last_owner, owner_changes, window_start, window_end = (
            COUNTER,
            LAST_OWNER,
            OWNER_CHANGES,
            WINDOW_START,
            WINDOW_END,
        )
        others = range(1, BATCH)
        before, within, after = 0, 1, 2
        phase = before
        operations = operations_before = cpu_before = first_edge = longest_batch = 0
        edge = clock()
        while words[SEQUENCE] == sequence:
            if phase == before and edge >= words[window_start]:
                phase = within
                operations_before = operations
                cpu_before = cpu_clock()
                first_edge = edge = clock()
            elif phase == within and edge >= words[window_end]:
                phase = after
                cpu = cpu_clock() - cpu_before
                self.note_window(operations - operations_before, first_edge, edge, cpu, longest_batch)
                self.put("STATE", C["STATE_PAST_END"])
            begun = clock()
            lock()
            acquired = clock()
            words[counter] += 1
            if words[last_owner] != owner:
                words[last_owner] = owner
                words[owner_changes] += 1
            unlock()
            for _ in others:
                lock()
                words[counter] += 1
                if words[last_owner] != owner:
                    words[last_owner] = owner
                    words[owner_changes] += 1
                unlock()
            operations += BATCH
            following = clock()
            if phase == within:
                words[latency + bucket(acquired - begun)] += 1
                if following - edge > longest_batch:
                    longest_batch = following - edge
            edge = following
        if phase == within:
            cpu = cpu_clock() - cpu_before
            self.note_window(operations - operations_before, first_edge, edge, cpu, longest_batch)
        self.add_operations(operations)


def child(words, index, lock, parent_pid):
    end_with_parent(parent_pid)
    contender = Contender(words, index, lock, parent_pid)
    try:
        contender.serve()
    except BaseException:
        traceback.print_exc()
        contender.put("STATE", C["STATE_FAILED"])
        raise


def main(control_file, parent_pid):
    end_with_parent(parent_pid)
    with open(control_file, "r+b") as file:
        words = memoryview(mmap.mmap(file.fileno(), 0)).cast("q")
    if words[word("MAGIC")] != C["CONTROL_MAGIC_VALUE"] or words[word("VERSION")] != C["CONTROL_VERSION_VALUE"]:
        sys.exit(control_file + ": no control block of this version")
    if words[word("INSIDE_NS")] or words[word("OUTSIDE_NS")]:
        sys.exit("Python contenders do no busy work: run load=empty only")
    context = multiprocessing.get_context("fork")
    lock = context.Lock()
    children = [
        context.Process(target=child, args=(words, index, lock, os.getpid()), daemon=True)
        for index in range(words[word("CONTENDERS")])
    ]
    for process in children:
        process.start()
    # A child that ends otherwise than it was told shows in its state; the others go on, as one of them may be measuring
    # what the death of a holder does to the waiter.
    failed = [Contender(words, index, lock, 0) for index in range(len(children))]
    while any(process.is_alive() for process in children):
        for index, process in enumerate(children):
            if process.exitcode not in (None, 0):
                failed[index].put("STATE", C["STATE_FAILED"])
        time.sleep(0.02)
        if os.getppid() != parent_pid:
            os._exit(143)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
