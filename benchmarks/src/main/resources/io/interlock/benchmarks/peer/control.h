/*
 * Offsets and codes of the control block, format version 3. ControlLayout.java explains them; a test compares the two, and
 * control.py reads them from here.
 */
#ifndef CONTROL_H
#define CONTROL_H

#define CONTROL_MAGIC_VALUE 0x494E5445524C4B31
#define CONTROL_VERSION_VALUE 3
#define CONTROL_WRITES_OF 31

#define CONTROL_MAGIC 0
#define CONTROL_VERSION 8
#define CONTROL_WORKERS 16
#define CONTROL_INSIDE_NS 24
#define CONTROL_OUTSIDE_NS 32
#define CONTROL_LOCK_READY 40
#define CONTROL_SHAPE 48
#define CONTROL_WRITES 56
#define CONTROL_PACED 64

#define CONTROL_SEQUENCE 128
#define CONTROL_COMMAND 136
#define CONTROL_TARGET 144
#define CONTROL_WINDOW_START 152
#define CONTROL_WINDOW_END 160
#define CONTROL_INTERVAL_NS 168

#define CONTROL_COUNTER 256
#define CONTROL_LAST_OWNER 264
#define CONTROL_OWNER_CHANGES 272
#define CONTROL_MIRROR 280

#define CONTROL_LOCK 384
#define CONTROL_LOCK_BYTES 128

#define CONTROL_PING 512
#define CONTROL_PONG 640

/* The first group, how many there are, the size of each, and the fields of one. */
#define CONTROL_GROUP 768
#define CONTROL_GROUPS 4
#define CONTROL_GROUP_BYTES 1024
#define CONTROL_LAST_ROUND 0
#define CONTROL_SENT 128
#define CONTROL_RETURNED 256
#define CONTROL_TURN 384
#define CONTROL_BACK 512
#define CONTROL_AREA 640

/* The first worker, the size of each, and the fields of one. */
#define CONTROL_WORKER 4864
#define CONTROL_WORKER_BYTES 36096
#define CONTROL_STATE 0
#define CONTROL_ACKNOWLEDGED 8
#define CONTROL_PID 16
#define CONTROL_CLOCK_NS 24
#define CONTROL_OPERATIONS 32
#define CONTROL_IN_WINDOW 40
#define CONTROL_FIRST_EDGE_NS 48
#define CONTROL_LAST_EDGE_NS 56
#define CONTROL_CPU_NS 64
#define CONTROL_STALL_NS 72
#define CONTROL_ACQUIRED_NS 80
#define CONTROL_COUNTED 88
#define CONTROL_ROUND 96
#define CONTROL_CPU 104
#define CONTROL_OTHER_CPU 112
#define CONTROL_VOLUNTARY 128
#define CONTROL_INVOLUNTARY 136
#define CONTROL_LATENCY 256

/* Latency buckets: see LatencyBuckets.java. */
#define LATENCY_SUB_BUCKETS 128
#define LATENCY_SUB_BUCKET_BITS 7
#define LATENCY_COUNT 4480

#define COMMAND_IDLE 0
#define COMMAND_RUN 1
#define COMMAND_HOLD 2
#define COMMAND_ACQUIRE 3
#define COMMAND_ECHO 4
#define COMMAND_PUBLISH 5
#define COMMAND_QUIT 6

#define SHAPE_LOOP 0
#define SHAPE_PAIRS 1
#define SHAPE_PARTIES 2
#define SHAPE_STREAM 3

#define STATE_STARTING 0
#define STATE_IDLE 1
#define STATE_RUNNING 2
#define STATE_PAST_END 3
#define STATE_HOLDING 4
#define STATE_ACQUIRING 5
#define STATE_ACQUIRED 6
#define STATE_ECHOING 7
#define STATE_FOLLOWING 8
#define STATE_GONE 9
#define STATE_FAILED 10

#endif
