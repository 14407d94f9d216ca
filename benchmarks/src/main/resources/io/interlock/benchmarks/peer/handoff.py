"""Hand-overs in Python: HandOffLoop.java, line by line, on the classes of multiprocessing.

A pair of semaphores or events is one for the way there and one for the way back; a condition has a word that says whose turn
it is. A round of the leader and one of the follower are functions, made once, with everything in local names.
"""

import time

import collection
from control import C, usage, word

ALWAYS_CHECKED, CHECKED = 64, 4096
LEADER, FOLLOWER = 0, 1

SLEEP_MARGIN_NS = 100_000


def leads(shape, index):
    return shape in (C["SHAPE_LOOP"], C["SHAPE_STREAM"]) or (index % 2 == 0 if shape == C["SHAPE_PAIRS"] else index == 0)


def pair(context, primitive):
    if primitive == "semaphore":
        return context.Semaphore(0), context.Semaphore(0)
    if primitive == "event":
        return context.Event(), context.Event()
    return context.Condition(context.Lock())


def is_checked(number):
    return number <= ALWAYS_CHECKED or number % CHECKED == 0


def leader_of(primitive, shared, words, turn):
    """Hands over and waits to get back."""
    if primitive == "semaphore":
        there, back = shared[0].release, shared[1].acquire

        def lead():
            there()
            back()

    elif primitive == "event":
        there, back, clear = shared[0].set, shared[1].wait, shared[1].clear

        def lead():
            there()
            back()
            clear()

    elif collection.carries_messages(primitive):
        give, get = collection.sides(shared, True)

        def lead():
            give()
            get()

    else:

        def lead():
            with shared:
                words[turn] = FOLLOWER
                shared.notify()
                while words[turn] != LEADER:
                    shared.wait()

    return lead


def follower_of(primitive, shared, words, turn, received):
    """Waits, calls received, and hands back."""
    if primitive == "semaphore":
        there, back = shared[0].acquire, shared[1].release

        def follow():
            there()
            received()
            back()

    elif primitive == "event":
        there, clear, back = shared[0].wait, shared[0].clear, shared[1].set

        def follow():
            there()
            clear()
            received()
            back()

    elif collection.carries_messages(primitive):
        give, get = collection.sides(shared, False)

        def follow():
            get()
            received()
            give()

    else:

        def follow():
            with shared:
                while words[turn] != FOLLOWER:
                    shared.wait()
                received()
                words[turn] = LEADER
                shared.notify()

    return follow


class Pace:
    """When rounds begin: Pace.java."""

    def __init__(self, words, index, count):
        self.interval = words[word("INTERVAL_NS")]
        self.next = time.monotonic_ns() + self.interval * index // count

    def wait(self, now):
        if self.interval == 0:
            return now
        due = self.next
        self.next = due + self.interval
        left = due - now
        while left > 0:
            if left > SLEEP_MARGIN_NS:
                time.sleep((left - SLEEP_MARGIN_NS) / 1e9)
            left = due - time.monotonic_ns()
        return due

    def count_missed(self, now, window_end, count_latency):
        if self.interval > 0:
            for due in range(self.next, window_end, self.interval):
                count_latency(now - due)


class Rounds:
    """One worker's rounds from one command to the next; their number is never reset."""

    def __init__(self, worker):
        self.worker = worker
        self.words = words = worker.words
        shape = words[word("SHAPE")]
        self.leads = leads(shape, worker.index)
        self.meets = shape == C["SHAPE_PARTIES"]
        number = worker.index // 2 if shape == C["SHAPE_PAIRS"] else 0
        group = word("GROUP") + number * (C["CONTROL_GROUP_BYTES"] // 8)
        self.sent, self.returned = group + word("SENT"), group + word("RETURNED")
        self.last = group + word("LAST_ROUND")
        groups = (words[word("WORKERS")] + 1) // 2 if shape == C["SHAPE_PAIRS"] else 1
        self.pace = Pace(words, number, groups)
        self.round = worker.rounds
        if self.meets:
            self.barrier = worker.shared.wait
            self.turn = self.meet
        elif self.leads:
            self.lead = leader_of(worker.primitive, worker.shared[number], words, group + word("TURN"))
            self.turn = self.lead_turn
        else:
            self.turn = follower_of(
                worker.primitive, worker.shared[number], words, group + word("TURN"), self.received
            )

    def out_of_step(self, who, there):
        raise RuntimeError(f"out of step: this is round {self.round}, and {who} is in round {there}")

    def received(self):
        self.round += 1
        if is_checked(self.round):
            if self.words[self.sent] != self.round:
                self.out_of_step("the leader", self.words[self.sent])
            self.words[self.returned] = self.round

    def lead_turn(self):
        self.round += 1
        checked = is_checked(self.round)
        if checked:
            self.words[self.sent] = self.round
        self.lead()
        if checked and self.words[self.returned] != self.round:
            self.out_of_step("the follower", self.words[self.returned])

    def meet(self):
        self.round += 1
        checked = is_checked(self.round)
        if checked:
            self.worker.put("ROUND", self.round)
        self.barrier()
        if checked:
            for index in range(self.words[word("WORKERS")]):
                other = word("WORKER") + index * (C["CONTROL_WORKER_BYTES"] // 8)
                there = self.words[other + word("ROUND")]
                if there != self.round and there != self.round + 1:
                    self.out_of_step("another party", there)

    def run_leader(self, sequence, count_latency):
        words, clock, turn, await_pace = self.words, time.monotonic_ns, self.turn, self.pace.wait
        now, window_start, window_end = word("SEQUENCE"), word("WINDOW_START"), word("WINDOW_END")
        before, within, after = 0, 1, 2
        phase = before
        rounds_before = first_edge = longest = 0
        edge = clock()
        while words[now] == sequence:
            begun = await_pace(edge)
            edge = max(edge, begun)
            if phase == before and begun >= words[window_start]:
                phase = within
                rounds_before = self.round
                first_edge = begun
            elif phase == within and begun >= words[window_end]:
                phase = after
                self.worker.note_window(self.round - rounds_before, first_edge, edge, longest)
                self.worker.put("STATE", C["STATE_PAST_END"])
            turn()
            following = clock()
            if phase == within:
                count_latency(following - begun)
                if following - begun > longest:
                    longest = following - begun
            edge = following
        if phase == within:
            self.pace.count_missed(edge, words[window_end], count_latency)
            self.worker.note_window(self.round - rounds_before, first_edge, edge, longest)
        words[self.last] = self.round + 1
        turn()

    def run_follower(self):
        words, turn, last = self.words, self.turn, self.last
        while True:
            turn()
            if words[last] == self.round:
                return


def run(worker, sequence):
    before = usage()
    rounds = Rounds(worker)
    begun = rounds.round
    if rounds.leads:
        rounds.run_leader(sequence, worker.count_latency)
    else:
        rounds.run_follower()
    worker.rounds = rounds.round
    worker.add_operations(rounds.round - begun, 0)
    worker.note_usage_since(before)
