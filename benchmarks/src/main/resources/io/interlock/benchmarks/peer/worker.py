"""Workers in Python: the classes of multiprocessing, shared by processes that one program forks.

    worker.py CONTROL_FILE PRIMITIVE PARENT_PID

The same program as Worker.java, line by line; change both. What it does when it is told to run is in window.py, handoff.py
and collection.py.
"""

import ctypes
import mmap
import multiprocessing
import multiprocessing.managers
import os
import signal
import sys
import threading
import time
import traceback

import collection
import handoff
from control import (
    BATCH,
    BUCKETS,
    C,
    COMMAND,
    COUNTER,
    LAST_OWNER,
    MIRROR,
    OWNER_CHANGES,
    SEQUENCE,
    TARGET,
    bucket,
    usage,
    word,
)
from window import WindowLoop

POLL_S = 0.001


def end_with_parent(parent_pid):
    try:
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)
    except AttributeError:
        pass  # Not Linux: the poll below must do.
    if os.getppid() != parent_pid:
        os._exit(143)


class Worker:
    def __init__(self, words, index, primitive, shared, parent_pid):
        # Words are aligned and copied as a whole; on processors that reorder stores, Python has no better to offer.
        self.words = words
        self.index = index
        self.primitive = primitive
        self.shared = shared
        self.rounds = 0
        self.parent_pid = parent_pid
        self.stored = None
        self.stream = None
        self.loop = WindowLoop(self)
        self.me = word("WORKER") + index * (C["CONTROL_WORKER_BYTES"] // 8)

    def put(self, name, value):
        self.words[self.me + word(name)] = value

    def add_operations(self, more, counted):
        self.words[self.me + word("OPERATIONS")] += more
        self.words[self.me + word("COUNTED")] += counted

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
                leads = handoff.leads(words[word("SHAPE")], self.index)
                self.begin("RUNNING" if leads else "FOLLOWING", sequence)
                if words[word("SHAPE")] == C["SHAPE_LOOP"]:
                    self.loop.run(sequence, self.loop.batch())
                elif words[word("SHAPE")] == C["SHAPE_STREAM"]:
                    self.stream.run(sequence, BATCH)
                else:
                    handoff.run(self, sequence)
            elif command == C["COMMAND_HOLD"] and is_target:
                self.hold(sequence)
            elif command == C["COMMAND_ACQUIRE"] and is_target:
                self.acquire(sequence)
            elif command == C["COMMAND_PUBLISH"] and is_target:
                if self.primitive == "value":
                    words[COUNTER] = self.shared.value
                elif self.primitive == "array":
                    words[COUNTER] = sum(self.shared)
                elif self.stored is not None:
                    self.stored.check()
                self.begin("IDLE", sequence)
            else:
                self.begin("IDLE", sequence)

    def pause(self):
        time.sleep(POLL_S)
        if os.getppid() != self.parent_pid:
            os._exit(143)

    def clear_window(self):
        for field in range(word("IN_WINDOW"), word("ACQUIRED_NS") + 1):
            self.words[self.me + field] = 0
        self.put("VOLUNTARY", 0)
        self.put("INVOLUNTARY", 0)
        for i in range(BUCKETS):
            self.words[self.me + word("LATENCY") + i] = 0

    def count(self):
        words = self.words
        words[COUNTER] += 1
        words[MIRROR] += 1
        if words[LAST_OWNER] != self.index + 1:
            words[LAST_OWNER] = self.index + 1
            words[OWNER_CHANGES] += 1

    def hold(self, sequence):
        if self.primitive == "barrier":
            # As in InterlockBreakable.java: the holder of a barrier waits there.
            threading.Thread(target=self.wait_at_barrier, daemon=True).start()
        else:
            self.shared.acquire()
        self.count()
        self.add_operations(1, 1)
        self.begin("HOLDING", sequence)
        seen = sequence
        while self.words[SEQUENCE] == seen or self.words[COMMAND] == C["COMMAND_ACQUIRE"]:
            if self.words[SEQUENCE] != seen:
                seen = self.words[SEQUENCE]
                self.put("ACKNOWLEDGED", seen)
            self.pause()
        if self.primitive != "barrier":
            self.shared.release()

    def acquire(self, sequence):
        self.begin("ACQUIRING", sequence)
        if self.primitive == "barrier":
            self.wait_at_barrier()
            return
        self.shared.acquire()
        acquired = time.monotonic_ns()
        self.count()
        self.add_operations(1, 1)
        self.shared.release()
        self.put("ACQUIRED_NS", acquired)
        self.put("STATE", C["STATE_ACQUIRED"])

    def wait_at_barrier(self):
        self.shared.wait()
        raise RuntimeError("a barrier let too few through")

    def count_latency(self, latency_ns):
        self.words[self.me + word("LATENCY") + bucket(latency_ns)] += 1

    def note_usage_since(self, before):
        now = usage()
        self.put("CPU_NS", now[0] - before[0])
        self.put("VOLUNTARY", now[1] - before[1])
        self.put("INVOLUNTARY", now[2] - before[2])

    def note_window(self, operations, first_edge, last_edge, longest_batch):
        self.put("IN_WINDOW", operations)
        self.put("FIRST_EDGE_NS", first_edge)
        self.put("LAST_EDGE_NS", last_edge)
        self.put("STALL_NS", longest_batch)


def place(words, index):
    me = word("WORKER") + index * (C["CONTROL_WORKER_BYTES"] // 8)
    if words[me + word("CPU")] >= 0:
        os.sched_setaffinity(0, {words[me + word("CPU")], words[me + word("OTHER_CPU")]})


def shared_object(context, primitive, words, control_file):
    """What all workers use; for hand-overs a list with an item for each group."""
    if primitive == "lock":
        return context.Lock()
    if primitive == "reentrant_lock":
        return context.RLock()
    if primitive == "value":
        return context.Value("q", 0)
    if primitive == "array":
        return context.Array("q", C["CONTROL_LOCK_BYTES"] // 8)
    if primitive == "semaphore" and words[word("SHAPE")] == C["SHAPE_LOOP"]:
        return context.Semaphore(1)
    if primitive == "barrier":
        # Where workers do not meet, but one waits there and is killed, a party is missing: nobody may come through.
        return context.Barrier(words[word("WORKERS")] + (words[word("SHAPE")] == C["SHAPE_LOOP"]))
    if primitive in ("map", "list"):
        # By a name of the run's: a directory for its socket would be left by a kill.
        manager = multiprocessing.managers.SyncManager(control_file + "-manager", ctx=context)
        manager.start(end_with_parent, (os.getpid(),))
        return collection.managed(manager, primitive, words), manager
    if collection.carries_messages(primitive):
        return collection.lanes(context, primitive, words)
    return [handoff.pair(context, primitive) for _ in range(C["CONTROL_GROUPS"])]


def child(words, index, primitive, shared, parent_pid):
    end_with_parent(parent_pid)
    place(words, index)
    worker = Worker(words, index, primitive, shared, parent_pid)
    if primitive in ("map", "list"):
        worker.shared, _ = shared
        worker.stored = collection.Map(worker) if primitive == "map" else collection.List(worker)
    elif words[word("SHAPE")] == C["SHAPE_STREAM"]:
        worker.stream = collection.Stream(worker)
    try:
        worker.serve()
    except BaseException:
        traceback.print_exc()
        worker.put("STATE", C["STATE_FAILED"])
        raise


def main(control_file, primitive, parent_pid):
    end_with_parent(parent_pid)
    with open(control_file, "r+b") as file:
        words = memoryview(mmap.mmap(file.fileno(), 0)).cast("q")
    if words[word("MAGIC")] != C["CONTROL_MAGIC_VALUE"] or words[word("VERSION")] != C["CONTROL_VERSION_VALUE"]:
        sys.exit(control_file + ": no control block of this version")
    if words[word("INSIDE_NS")] or words[word("OUTSIDE_NS")]:
        sys.exit("Python workers do no busy work: run load=empty only")
    if words[word("PACED")] and words[word("SHAPE")] == C["SHAPE_LOOP"]:
        sys.exit("operations at fixed times: in Python only of hand-overs")
    context = multiprocessing.get_context("fork")
    shared = shared_object(context, primitive, words, control_file)
    children = [
        context.Process(target=child, args=(words, index, primitive, shared, os.getpid()), daemon=True)
        for index in range(words[word("WORKERS")])
    ]
    for process in children:
        process.start()
    # A child that ends otherwise than it was told shows in its state; the others go on, as one of them may be measuring
    # what the death of a holder does to the waiter.
    failed = [Worker(words, index, primitive, shared, 0) for index in range(len(children))]
    while any(process.is_alive() for process in children):
        for index, process in enumerate(children):
            if process.exitcode not in (None, 0):
                failed[index].put("STATE", C["STATE_FAILED"])
        time.sleep(0.02)
        if os.getppid() != parent_pid:
            os._exit(143)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
