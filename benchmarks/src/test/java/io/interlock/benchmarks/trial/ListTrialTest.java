package io.interlock.benchmarks.trial;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.benchmarks.harness.RunFiles;
import io.interlock.benchmarks.harness.control.Load;
import io.interlock.benchmarks.harness.control.Setting;
import io.interlock.benchmarks.harness.driver.CheckedPayload;
import io.interlock.benchmarks.harness.driver.ListDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lists that lose, double, swap, mix or tear elements fail the check of their benchmark. */
@Timeout(120) // watchdog against deadlock
class ListTrialTest {

    private static final Duration WINDOW = Duration.ofMillis(50);

    /** Of the appended elements, the one that something happens to. */
    private static final int UNLUCKY = 1_000;

    @BeforeEach
    void joinRun() {
        ForkScope.join(RunFiles.newRunId());
    }

    private record Element(long first, long second) {}

    /** A sound list, to break one thing of. */
    private static class Broken implements ListDriver {

        private final List<Element> elements = new ArrayList<>();

        /** Of all that were appended, the one that is being. */
        int number;

        @Override
        public synchronized void append(long first, long second) {
            number++;
            append(elements, new Element(first, second));
        }

        void append(List<Element> to, Element element) {
            to.add(element);
        }

        @Override
        public synchronized void get(int index, CheckedPayload.Reader reader) {
            Element element = elements.get(index);
            reader.read(element.first(), element.second(), CheckedPayload.last(element.first(), element.second()));
        }

        @Override
        public synchronized int size() {
            return elements.size();
        }

        @Override
        public synchronized void clear() {
            elements.clear();
        }
    }

    @Test
    void anElementThatIsLost() {
        assertBroken(Load.APPEND, "are not there once and in order", new Broken() {
            @Override
            void append(List<Element> to, Element element) {
                if (number != UNLUCKY) {
                    to.add(element);
                }
            }
        });
    }

    /** Those behind it cannot show it. */
    @Test
    void theLastElementsThatAreLost() {
        assertBroken(Load.APPEND, "says", new Broken() {
            @Override
            public synchronized int size() {
                return Math.max(0, super.size() - 1);
            }
        });
    }

    @Test
    void anElementThatIsThereTwice() {
        assertBroken(Load.APPEND, "are not there once and in order", new Broken() {
            @Override
            void append(List<Element> to, Element element) {
                to.add(element);
                if (number == UNLUCKY) {
                    to.add(element);
                }
            }
        });
    }

    @Test
    void elementsThatChangedPlaces() {
        assertBroken(Load.APPEND, "are not there once and in order", new Broken() {
            @Override
            void append(List<Element> to, Element element) {
                to.add(number == UNLUCKY ? 0 : to.size(), element);
            }
        });
    }

    @Test
    void theElementOfAnotherIndex() {
        assertBroken(Load.GET, "element 4711 is that of 4712", new Broken() {
            @Override
            public synchronized void get(int index, CheckedPayload.Reader reader) {
                super.get(index == 4711 ? 4712 : index, reader);
            }
        });
    }

    @Test
    void aTornElement() {
        assertBroken(Load.GET, "torn", new Broken() {
            @Override
            public synchronized void get(int index, CheckedPayload.Reader reader) {
                super.get(index, (first, second, last) -> reader.read(first, second, index == 4711 ? 0 : last));
            }
        });
    }

    private static void assertBroken(Load load, String message, ListDriver broken) {
        if (load == Load.GET) {
            for (int i = 0; i < ListDriver.ELEMENTS; i++) {
                broken.append(i, 0);
            }
        }
        ListDriver driver = broken;
        assertThatThrownBy(() -> {
                    try (Trial trial = TestTrials.start(Setting.loop(load), driver, driver)) {
                        for (int i = 0; i < 10; i++) {
                            trial.window(WINDOW);
                        }
                    }
                })
                .isInstanceOf(TrialFailedException.class)
                .hasMessageContaining(message);
    }
}
