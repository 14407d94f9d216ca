package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.testing.CrashCase;
import io.interlock.testing.CrashCase.Step;
import java.time.Duration;
import java.util.List;

/** An event is set or it is not; a thread that sleeps when it is set wakes up. */
final class EventCrashes {

    private EventCrashes() {}

    static List<CrashCase<ShmEvent>> cases() {
        return List.of(
                sets("set"),
                sets("set for two").sleeper(ShmEvent::await).sleeper(ShmEvent::await),
                of("clear", ShmEvent::clear)
                        .preparation(ShmEvent::set)
                        .happened(event -> !event.isSet())
                        .instead(ShmEvent::clear)
                        .afterwards((event, completed) -> assertUsable(event)),
                of("set and clear", EventCrashes::setAndClear)
                        .sleeper(ShmEvent::await)
                        .instead(EventCrashes::setAndClear)
                        .afterwards((event, completed) -> assertUsable(event)),
                of("await too long", event -> event.await(Duration.ofMillis(1)))
                        .sleeper(ShmEvent::await)
                        .instead(ShmEvent::set)
                        .afterwards(
                                (event, completed) -> assertThat(event.isSet()).isTrue()),
                of("await asleep", ShmEvent::await)
                        .sleeper(ShmEvent::await)
                        .meanwhile(ShmEvent::set)
                        .afterwards(
                                (event, completed) -> assertThat(event.isSet()).isTrue()));
    }

    private static CrashCase<ShmEvent> sets(String operation) {
        return of(operation, ShmEvent::set)
                .happened(ShmEvent::isSet)
                .instead(ShmEvent::set)
                .afterwards((event, completed) -> {
                    event.await();
                    event.clear();
                    assertUsable(event);
                });
    }

    private static CrashCase<ShmEvent> of(String operation, Step<ShmEvent> step) {
        return CrashCase.of("event " + operation, (region, name) -> region.event(name), step);
    }

    private static void setAndClear(ShmEvent event) {
        event.set();
        event.clear();
    }

    private static void assertUsable(ShmEvent event) throws InterruptedException {
        assertThat(event.await(Duration.ZERO)).isFalse();
        event.set();
        event.await();
        assertThat(event.isSet()).isTrue();
    }
}
