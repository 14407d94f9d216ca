"""The control block as Python sees it: ControlLayout.java by control.h, and Usage.java."""

import os
import re
import resource
import time

BATCH = 64


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
COUNTER, LAST_OWNER, OWNER_CHANGES, MIRROR = (
    word("COUNTER"),
    word("LAST_OWNER"),
    word("OWNER_CHANGES"),
    word("MIRROR"),
)
SUB_BUCKETS, SUB_BUCKET_BITS, BUCKETS = C["LATENCY_SUB_BUCKETS"], C["LATENCY_SUB_BUCKET_BITS"], C["LATENCY_COUNT"]


def usage():
    """What this thread has used, Usage.java: CPU time, switches that it wanted, switches that it had to suffer."""
    try:
        used = resource.getrusage(resource.RUSAGE_THREAD)
        return time.thread_time_ns(), used.ru_nvcsw, used.ru_nivcsw
    except AttributeError:
        return time.thread_time_ns(), 0, 0  # Not Linux.


def bucket(latency_ns):
    if latency_ns < SUB_BUCKETS:
        return max(latency_ns, 0)
    shift = latency_ns.bit_length() - 1 - SUB_BUCKET_BITS
    return min(shift * SUB_BUCKETS + (latency_ns >> shift), BUCKETS - 1)
