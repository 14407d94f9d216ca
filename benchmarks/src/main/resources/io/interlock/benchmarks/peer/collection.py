"""Queues, pipes, dicts and lists of multiprocessing, and what workers do with them: StreamLoop.java, MessageHandOff.java,
MapOperation.java, ListGet.java and ListAppend.java, line by line.

What keeps the comparison fair:
  - a message is 64 bytes, made and read by one call of struct; queues pickle it, pipes take it as it is;
  - puts and gets are bound methods in local names.
  - a Manager's dict is filled in the manager, and its check is one call that brings all of it.
"""

import random
import struct
import time

from control import C, usage, word

PAYLOAD = struct.Struct("=qq40xq")
LANE_MESSAGES, KEYS, COUNT_BITS = 1024, 100_000, 48


def carries_messages(primitive):
    return primitive in ("queue", "simple_queue", "pipe")


def payload(first, second):
    return PAYLOAD.pack(first, second, ~(first ^ second))


def lane(context, primitive):
    """A way to put and a way to take."""
    if primitive == "queue":
        queue = context.Queue(LANE_MESSAGES)
        return queue.put, queue.get
    if primitive == "simple_queue":
        queue = context.SimpleQueue()
        return queue.put, queue.get
    receiving, sending = context.Pipe(duplex=False)
    return sending.send_bytes, receiving.recv_bytes


def lanes(context, primitive, words):
    """One, or for hand-overs one there and one back for each group."""
    if words[word("SHAPE")] == C["SHAPE_STREAM"]:
        return lane(context, primitive)
    return [(lane(context, primitive), lane(context, primitive)) for _ in range(C["CONTROL_GROUPS"])]


def sides(there_and_back, leads):
    """How a side of a hand-over puts, and how it takes, each with its count."""
    there, back = there_and_back
    put = (there if leads else back)[0]
    take = (back if leads else there)[1]
    rounds = {"put": 0, "taken": 0}

    def give():
        rounds["put"] += 1
        put(payload(0, rounds["put"]))

    def get():
        rounds["taken"] += 1
        first, second, last = PAYLOAD.unpack(take())
        if first != 0 or second != rounds["taken"] or last != ~(first ^ second):
            raise RuntimeError(f"out of step: message {rounds['taken']} was expected, and came as message {second}")

    return give, get


class Stream:
    """One side of a stream, from one command to the next; the counts are never reset."""

    def __init__(self, worker):
        self.worker = worker
        self.words = worker.words
        self.put, self.take = worker.shared
        self.producers = self.words[word("WORKERS")] - 1
        self.count = 0
        self.taken = [0] * (self.producers + 1)
        self.ended = 0

    def produce(self, batch):
        put, index, count = self.put, self.worker.index, self.count
        for number in range(count + 1, count + batch + 1):
            put(payload(index, number))
        self.count = count + batch
        return batch

    def consume(self, batch):
        take, unpack, taken, done = self.take, PAYLOAD.unpack, self.taken, 0
        while done < batch and self.ended < self.producers:
            first, second, last = unpack(take())
            if last != ~(first ^ second):
                raise RuntimeError(f"a message of {first}, number {second}, is torn")
            if second < 0:
                if ~second != taken[first]:
                    self.not_next(first, taken[first], ~second)
                self.ended += 1
            else:
                if second != taken[first] + 1:
                    self.not_next(first, taken[first] + 1, second)
                taken[first] = second
                done += 1
        return done

    def not_next(self, producer, expected, found):
        raise RuntimeError(
            f"messages of producer {producer} do not come once and in order: {expected} was due, and {found} came"
        )

    def run(self, sequence, batch_size):
        words, clock = self.words, time.monotonic_ns
        consumes = self.worker.index == 0
        batch = self.consume if consumes else self.produce
        now, window_start, window_end = word("SEQUENCE"), word("WINDOW_START"), word("WINDOW_END")
        before, within, after = 0, 1, 2
        phase = before
        begun = usage()
        operations = operations_before = first_edge = longest = 0
        edge = clock()
        while self.ended < self.producers if consumes else words[now] == sequence:
            if phase == before and edge >= words[window_start]:
                phase = within
                operations_before = operations
                begun = usage()
                first_edge = edge = clock()
            elif phase == within and edge >= words[window_end]:
                phase = after
                self.worker.note_usage_since(begun)
                self.worker.note_window(operations - operations_before, first_edge, edge, longest)
                self.worker.put("STATE", C["STATE_PAST_END"])
            operations += batch(batch_size)
            following = clock()
            if phase == within and following - edge > longest:
                longest = following - edge
            edge = following
        if phase == within:
            self.worker.note_usage_since(begun)
            self.worker.note_window(operations - operations_before, first_edge, edge, longest)
        if consumes:
            self.ended = 0
        else:
            self.put(payload(self.worker.index, ~self.count))
        self.worker.add_operations(operations, 0)


def managed(manager, primitive, words):
    """A dict with its keys in it, or a list with its elements if it is to be read."""
    if primitive == "map":
        return manager.dict({key: payload(key, 0) for key in range(KEYS)})
    return manager.list([payload(index, 0) for index in range(KEYS)] if words[word("WRITES")] == 0 else [])


def timed(operate, batch_size):
    """A function that does a batch and returns how long its first operation took."""
    clock, others = time.monotonic_ns, range(1, batch_size)

    def batch():
        begun = clock()
        operate()
        done = clock()
        for _ in others:
            operate()
        return done - begun

    return batch


class Map:
    """A worker's gets and puts of a dict that a manager has."""

    counts = False

    def __init__(self, worker):
        self.shared = worker.shared
        self.writer = worker.index + 1
        self.writes = worker.words[word("WRITES")]
        self.last_put = [0] * KEYS
        self.puts = 0
        self.due = 0
        self.random = random.Random(self.writer)

    def batch(self, batch_size):
        get, put, unpack = self.shared.__getitem__, self.shared.__setitem__, PAYLOAD.unpack
        key_of, last_put, writes, writes_of = self.random.random, self.last_put, self.writes, C["CONTROL_WRITES_OF"]

        def operate():
            key = int(key_of() * KEYS)
            self.due += writes
            if self.due >= writes_of:
                self.due -= writes_of
                self.puts += 1
                stamp = self.writer << COUNT_BITS | self.puts
                put(key, payload(key, stamp))
                last_put[key] = stamp
            else:
                first, second, last = unpack(get(key))
                if first != key or last != ~(first ^ second):
                    raise RuntimeError(f"the value of key {key} is that of {first}")

        return timed(operate, batch_size)

    def check(self):
        """Looks at all keys, while everybody idles."""
        found = self.shared.copy()
        if len(found) != KEYS:
            raise RuntimeError(f"the dict has {len(found)} keys, and not {KEYS}")
        for key in range(KEYS):
            first, second, last = PAYLOAD.unpack(found[key])
            mine = self.last_put[key]
            if first != key or last != ~(first ^ second):
                raise RuntimeError(f"the value of key {key} is that of {first}")
            if second != mine if second >> COUNT_BITS == self.writer else mine != 0 and second == 0:
                raise RuntimeError(f"a put was lost: key {key} has {second:#x}, but {mine:#x} was put")


class List:
    """A worker's gets by index from a list that a manager has, or appends to it."""

    def __init__(self, worker):
        self.worker = worker
        self.shared = worker.shared
        self.counts = worker.words[word("WRITES")] != 0
        self.random = random.Random(worker.index + 1)
        self.appended = 0
        self.seen = [0] * worker.words[word("WORKERS")]
        self.cleared = 0

    def batch(self, batch_size):
        get, append, unpack, index_of = self.shared.__getitem__, self.shared.append, PAYLOAD.unpack, self.random.random
        writer = self.worker.index

        def operate_get():
            index = int(index_of() * KEYS)
            first, second, last = unpack(get(index))
            if first != index or last != ~(first ^ second):
                raise RuntimeError(f"element {index} is that of {first}")

        def operate_append():
            self.appended += 1
            append(payload(writer, self.appended))

        return timed(operate_append if self.counts else operate_get, batch_size)

    def check(self):
        """Looks through all elements, while everybody idles, and clears the list."""
        if not self.counts or self.worker.index != 0:
            return
        found = self.shared[:]
        for element in found:
            first, second, last = PAYLOAD.unpack(element)
            if second != self.seen[first] + 1 or last != ~(first ^ second):
                raise RuntimeError(f"elements of worker {first} are not there once and in order: {second} came")
            self.seen[first] = second
        del self.shared[:]
        self.cleared += len(found)
        self.worker.words[word("COUNTER")] = self.cleared
