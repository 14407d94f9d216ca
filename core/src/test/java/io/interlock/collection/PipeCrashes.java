package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.testing.CrashCase;
import io.interlock.testing.CrashCase.Step;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A message was sent or not, and received or not; the next thread at the end goes on. */
final class PipeCrashes {

    private static final int CAPACITY = 32;

    /** What a sleeper or a survivor has received. */
    private static final AtomicInteger RECEIVED = new AtomicInteger();

    private static final AtomicReference<PipeEnd> FIRST = new AtomicReference<>();

    private PipeCrashes() {}

    static List<CrashCase<ShmPipe>> cases() {
        return List.of(
                sends("send", pipe -> pipe.first().send(new byte[24])),
                sends("claim and commit", pipe -> {
                    PipeClaim claim = pipe.first().claim(24);
                    claim.bytes().put(new byte[24]);
                    claim.commit();
                }),
                sends(
                        "trySend",
                        pipe -> assertThat(pipe.first().trySend(new byte[24])).isTrue()),
                sends("claim at once and commit less", pipe -> {
                    try (PipeClaim claim = pipe.first().tryClaim(CAPACITY)) {
                        Objects.requireNonNull(claim).commit(24);
                    }
                }),
                of("take an end", ShmPipe::first).afterwards((pipe, completed) -> assertHoldsNothing(pipe)),
                of("take a closed end", ShmPipe::first)
                        .before(pipe -> pipe.first().close())
                        .afterwards((pipe, completed) -> assertHoldsNothing(pipe)),
                of("hand over", pipe -> {
                            pipe.first().send(new byte[24]);
                            pipe.first().handOver();
                        })
                        .happened(pipe -> pipe.second().poll())
                        .instead(pipe -> pipe.first().send(new byte[24]))
                        .afterwards((pipe, completed) -> {
                            assertThat(pipe.second().receive()).hasSize(24);
                            assertHoldsNothing(pipe);
                        }),
                of("send to a sleeper", pipe -> pipe.first().send(new byte[24]))
                        .sleeper(pipe -> RECEIVED.set(lengthOf(pipe.second().receive())))
                        .instead(pipe -> pipe.first().send(new byte[25]))
                        .afterwards((pipe, completed) -> {
                            assertThat(RECEIVED.get()).isIn(24, completed ? 24 : 25);
                            if (RECEIVED.get() == 24) {
                                assertThat(pipe.second().receive()).hasSize(25);
                            }
                            assertHoldsNothing(pipe);
                        }),
                sends("send after a wait", pipe -> pipe.first().send(new byte[24]))
                        .preparation(pipe -> pipe.first().send(new byte[CAPACITY]))
                        .meanwhile(pipe -> {
                            assertThat(pipe.second().receive()).hasSize(CAPACITY);
                            pipe.second().handOver();
                        }),
                of("abort", pipe -> pipe.first().claim(24).abort())
                        .afterwards((pipe, completed) -> assertHoldsNothing(pipe)),
                receives("receive", pipe -> assertThat(pipe.second().receive()).hasSize(24)),
                receives(
                        "receive in place",
                        pipe -> assertThat(pipe.second().receive(view -> {})).isTrue()),
                receives(
                        "receive several in place",
                        pipe -> assertThat(pipe.second().receive(view -> {}, 10))
                                .isEqualTo(1)),
                receives(
                        "receive in time",
                        pipe -> assertThat(pipe.second().receive(Duration.ofDays(1)))
                                .hasSize(24)),
                receives("receive what several wait for", pipe -> {
                    assertThat(ShmPipe.awaitAny(Duration.ofDays(1), pipe.first(), pipe.second()))
                            .containsExactly(pipe.second());
                    assertThat(pipe.second().receive()).hasSize(24);
                }),
                of("receive before a sleeper", pipe -> pipe.second().receive())
                        .before(pipe -> {
                            pipe.first().send(new byte[24]);
                            pipe.first().handOver();
                        })
                        .sleeper(pipe -> pipe.first().send(new byte[CAPACITY]))
                        .instead(pipe -> RECEIVED.set(lengthOf(pipe.second().receive())))
                        .afterwards((pipe, completed) -> {
                            assertThat(RECEIVED.get()).isIn(completed ? CAPACITY : 24, CAPACITY);
                            if (RECEIVED.get() == 24) {
                                assertThat(pipe.second().receive()).hasSize(CAPACITY);
                            }
                            assertHoldsNothing(pipe);
                        }),
                of(
                                "receive after a wait",
                                pipe -> assertThat(pipe.second().receive()).hasSize(24))
                        .meanwhile(pipe -> pipe.first().send(new byte[24]))
                        .happened(pipe -> !pipe.second().poll())
                        .instead(pipe -> assertThat(pipe.second().receive()).hasSize(24))
                        .afterwards((pipe, completed) -> assertHoldsNothing(pipe)),
                of("close", pipe -> first().close())
                        .before(pipe -> FIRST.set(pipe.first()))
                        .sleeper(pipe -> assertThat(pipe.second().receive()).isNull())
                        .happened(pipe -> !first().isOpen())
                        // The process lives: it can still close.
                        .instead(pipe -> first().close())
                        .afterwards((pipe, completed) -> {
                            assertThat(pipe.second().receive()).isNull();
                            pipe.first();
                            assertHoldsNothing(pipe);
                        }));
    }

    private static CrashCase<ShmPipe> sends(String operation, Step<ShmPipe> step) {
        return of(operation, step)
                .happened(pipe -> pipe.second().poll())
                .instead(pipe -> pipe.first().send(new byte[24]))
                .afterwards((pipe, completed) -> {
                    assertThat(pipe.second().receive()).hasSize(24);
                    assertHoldsNothing(pipe);
                });
    }

    private static CrashCase<ShmPipe> receives(String operation, Step<ShmPipe> step) {
        return of(operation, step)
                .before(pipe -> pipe.first().send(new byte[24]))
                .happened(pipe -> !pipe.second().poll())
                .instead(pipe -> assertThat(pipe.second().receive()).hasSize(24))
                .afterwards((pipe, completed) -> assertHoldsNothing(pipe));
    }

    private static CrashCase<ShmPipe> of(String operation, Step<ShmPipe> step) {
        return CrashCase.of("pipe " + operation, (region, name) -> region.pipe(name, CAPACITY), step);
    }

    private static int lengthOf(byte @Nullable [] message) {
        return Objects.requireNonNull(message).length;
    }

    private static PipeEnd first() {
        return Objects.requireNonNull(FIRST.get());
    }

    /** And goes on over a few rounds. */
    private static void assertHoldsNothing(ShmPipe pipe) throws InterruptedException {
        PipeEnd first = pipe.first();
        PipeEnd second = pipe.second();
        assertThat(second.poll()).isFalse();
        assertThat(first.poll()).isFalse();
        for (int i = 0; i < 20; i++) {
            first.send(new byte[CAPACITY]);
            assertThat(first.trySend(new byte[0])).isFalse();
            assertThat(second.receive()).hasSize(CAPACITY);
            second.send(new byte[i]);
            assertThat(first.receive()).hasSize(i);
            first.send(new byte[0]);
            assertThat(second.receive()).isEmpty();
        }
    }
}
