package io.interlock.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.RegionClosedException;
import io.interlock.process.JvmProcess;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ShmLongTest {

    private static final int ROUNDS = 200_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmLong value = region.longValue("value");

    @Test
    void aNewValueIsZero() {
        assertThat(value.get()).isZero();
        assertThat(value.getPlain()).isZero();
        assertThat(value.name()).isEqualTo("value");
        assertThat(value).hasToString("0");
    }

    @Test
    void whatIsSetIsRead() {
        for (long each : new long[] {1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 0}) {
            value.set(each);
            assertThat(value.get()).isEqualTo(each);
            assertThat(value.getPlain()).isEqualTo(each);
            value.setPlain(each - 1);
            assertThat(value.get()).isEqualTo(each - 1);
        }
    }

    @Test
    void additionReturnsWhatItsNameSaysAndWrapsAround() {
        value.set(10);
        assertThat(value.getAndAdd(5)).isEqualTo(10);
        assertThat(value.addAndGet(-20)).isEqualTo(-5);
        assertThat(value.incrementAndGet()).isEqualTo(-4);
        assertThat(value.decrementAndGet()).isEqualTo(-5);
        value.set(Long.MAX_VALUE);
        assertThat(value.incrementAndGet()).isEqualTo(Long.MIN_VALUE);
        assertThat(value.decrementAndGet()).isEqualTo(Long.MAX_VALUE);
        assertThat(value.get()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void getAndSetReturnsWhatWasThere() {
        value.set(1);
        assertThat(value.getAndSet(2)).isEqualTo(1);
        assertThat(value.get()).isEqualTo(2);
    }

    @Test
    void compareAndSetWritesOnlyOverWhatIsExpected() {
        assertThat(value.compareAndSet(1, 2)).isFalse();
        assertThat(value.get()).isZero();
        assertThat(value.compareAndSet(0, 2)).isTrue();
        assertThat(value.get()).isEqualTo(2);
    }

    @Test
    void updateAppliesItsFunctionAgainWhenAnotherWasFaster() {
        AtomicInteger calls = new AtomicInteger();
        long after = value.update(before -> {
            if (calls.getAndIncrement() == 0) {
                value.set(100);
            }
            return before + 1;
        });
        assertThat(after).isEqualTo(101);
        assertThat(value.get()).isEqualTo(101);
        assertThat(calls).hasValue(2);
    }

    @Test
    void aFunctionThatThrowsChangesNothing() {
        assertThatThrownBy(() -> value.update(before -> {
                    throw new ArithmeticException();
                }))
                .isInstanceOf(ArithmeticException.class);
        assertThat(value.get()).isZero();
    }

    @Test
    void valuesOfOtherNamesAreOthers() {
        region.longValue("other").set(1);
        assertThat(value.get()).isZero();
        assertThat(region.longValue("value")).isSameAs(value);
    }

    @Test
    void nothingIsLostBetweenProcesses() throws Exception {
        String file = workspace.path().toString();
        JvmProcess one = workspace.start(() -> addUp(file));
        JvmProcess two = workspace.start(() -> addUp(file));
        TestThread<Boolean> here = TestThread.run(() -> addUp(file));
        one.join();
        two.join();
        here.join();
        assertThat(value.get()).isEqualTo(3L * 4 * ROUNDS);
        assertThat(region.longValue("taken").get()).isEqualTo(3L * ROUNDS);
    }

    private static void addUp(String file) {
        Region region = Workspace.attach(file);
        ShmLong value = region.longValue("value");
        ShmLong taken = region.longValue("taken");
        ShmLong slip = region.longValue("slip");
        for (int i = 0; i < ROUNDS; i++) {
            value.incrementAndGet();
            value.getAndAdd(2);
            value.update(v -> v + 1);
            // Every slip that is put in is taken out once, by whomever.
            taken.getAndAdd(slip.getAndSet(1));
        }
        taken.getAndAdd(slip.getAndSet(0));
        region.close();
    }

    @Test
    void everyMethodThrowsAfterClose() {
        value.set(3);
        region.close();
        List<ThrowingCallable> calls = List.of(
                value::get,
                value::getPlain,
                () -> value.set(1),
                () -> value.setPlain(1),
                () -> value.getAndAdd(1),
                () -> value.addAndGet(1),
                value::incrementAndGet,
                value::decrementAndGet,
                () -> value.getAndSet(1),
                () -> value.compareAndSet(3, 1),
                () -> value.update(v -> v + 1));
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call)
                    .isInstanceOf(RegionClosedException.class)
                    .hasMessageContaining("region=" + workspace.path());
        }
        assertThat(value).hasToString("ShmLong[value, closed]");
        assertThat(workspace.open().longValue("value").get()).isEqualTo(3);
    }
}
