/**
 * Rings of records of bytes, with one producer and one consumer at a time: the memory of queues and pipes.
 *
 * <p>{@link Ring} is the structure, {@link RingRecord} the first word of a record. {@link RingProducer} and
 * {@link RingConsumer} are the two sides with what this process remembers of them. {@link RingCursor} walks over the
 * records without taking any, {@link BatchingBackoff} decides when an idle consumer looks again, and {@link RingCheck} is
 * the check of a ring's consistency. The user of a ring sees to it that there is one producer and one consumer at a time.
 *
 * <h2>The algorithm</h2>
 *
 * <p>A producer writes the bytes of a record, clears the word that follows it, and publishes the record by one release
 * store of its first word. A consumer looks at the first word at HEAD, copies the bytes, and frees them by one release store
 * of HEAD. So a consumer that has kept up reads one word and the bytes beside it. A record may continue at the ring's
 * beginning; then it is copied in two parts.
 *
 * <h2>Words and access modes</h2>
 *
 * <ul>
 *   <li>A record's first word [PUT]: release store by the producer, acquire load by the consumer. A thread that closes a
 *       queue changes EMPTY to END by compare-and-set, and the producer uses one as well where that may happen.
 *   <li>HEAD [TAKEN]: release store by the consumer; acquire load by the producer, only when the ring seems full; volatile
 *       load by threads that only look.
 *   <li>TAIL: opaque store by the producer, after the first word.
 *   <li>HEAD_SEEN: plain; what a producer last saw of HEAD.
 * </ul>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>The first word of the record that comes next is EMPTY, or END for ever.
 *   <li>TAIL is at the end of the last record, or one record before it.
 *   <li>Positions carry a count of records in their upper bits, so two rounds of the ring are told apart.
 *   <li>Each number that is read from memory is checked before it is used as a length or an offset.
 * </ul>
 *
 * <h2>Deaths</h2>
 *
 * <p>A producer that dies before its release store has changed nothing that counts, so no consumer ever waits for it. One
 * that dies after it leaves TAIL one record late; the next producer corrects that ({@link Ring#repairedTail}). A consumer
 * that dies before its store of HEAD has taken nothing.
 *
 * <h2>Sources</h2>
 *
 * <p>Leslie Lamport, "Specifying Concurrent Program Modules" (1983), for the ring of one producer and one consumer. The
 * header word that publishes a record is that of Agrona's ring buffers.
 *
 * <h2>Rejected alternatives</h2>
 *
 * <p>Several producers that claim room by fetch-and-add and copy at the same time: a producer that dies in between leaves a
 * gap that cannot be told from that of a slow producer (decision 13).
 */
@NullMarked
package io.interlock.internal.ring;

import org.jspecify.annotations.NullMarked;
