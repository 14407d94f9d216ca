package io.interlock.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.OwnerDiedException;
import io.interlock.PrimitiveMismatchException;
import io.interlock.Region;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/** Values by name, and their built-in lock, for each type; what can be done with them is in {@link CellTest}. */
@ParameterizedClass
@FieldSource("TYPES")
@SuppressWarnings("LockNotBeforeTry") // nothing throws between
class ValueTest<T> {

    static final List<ValueType<?>> TYPES = ValueType.ALL;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ValueType<T> type;

    ValueTest(ValueType<T> type) {
        this.type = type;
    }

    @Test
    void aNewValueHasTheInitialOneOfItsCreator() {
        assertThat(type.value(region, "initial", type.of(41)).get()).isEqualTo(type.of(41));
        assertThat(type.value(region, "zero").get()).isEqualTo(type.of(0));
        Region other = workspace.open();
        assertThat(type.value(other, "initial", type.of(2)).get()).isEqualTo(type.of(41));
        assertThat(type.value(other, "initial").get()).isEqualTo(type.of(41));
        assertThat(type.value(other, "zero", type.of(1)).get()).isEqualTo(type.of(0));
    }

    @Test
    void valuesOfOtherNamesAreOthers() {
        type.value(region, "other").set(type.of(1));
        assertThat(type.value(region, "value").get()).isEqualTo(type.of(0));
        assertThat(type.value(region, "other").get()).isEqualTo(type.of(1));
        assertThat(type.value(region, "other")).isEqualTo(type.value(region, "other"));
    }

    @Test
    void itsTextIsThatOfItsNumber() {
        assertThat(type.value(region, "value", type.of(65)).text()).isEqualTo(String.valueOf(type.of(65)));
    }

    @Test
    void anotherTypeIsRefusedWithBothNamed() {
        type.value(region, "value");
        for (ValueType<?> other : ValueType.ALL) {
            if (!other.equals(type)) {
                assertThatThrownBy(() -> other.value(region, "value"))
                        .isInstanceOf(PrimitiveMismatchException.class)
                        .hasMessageContaining("name=value")
                        .hasMessageContaining("expected=" + labelOf(other))
                        .hasMessageContaining("found=" + labelOf(type));
            }
        }
        assertThatThrownBy(() -> type.array(region, "value", 1))
                .isInstanceOf(PrimitiveMismatchException.class)
                .hasMessageContaining("expected=" + labelOf(type) + "-array");
    }

    @Test
    void theLockIsOneForAllWhoAttachAndCountsItsHolds() throws Exception {
        Cell<T> value = type.value(region, "value", type.of(5));
        Cell<T> again = type.value(workspace.open(), "value");
        value.lock().lock();
        again.lock().lock();
        assertThat(value.lock().getHoldCount()).isEqualTo(2);
        TestThread.elsewhere(() -> assertThat(again.lock().tryLock()).isFalse());
        assertThat(value.lock()).isSameAs(value.lock());
        // It does not stand in the value's way.
        assertThat(value.getAndSet(type.of(6))).isEqualTo(type.of(5));
        again.lock().unlock();
        value.lock().unlock();
        TestThread.elsewhere(() -> {
            assertThat(again.lock().tryLock()).isTrue();
            again.lock().unlock();
        });
        assertThat(again.get()).isEqualTo(type.of(6));
        assertThat(type.value(region, "other").lock().isLocked()).isFalse();
    }

    @Test
    void aLockWhoseOwnerDiedIsRecoveredByTheNext() throws Exception {
        Cell<T> value = type.value(region, "value");
        TestThread.elsewhere(() -> value.lock().lock());
        Await.until("the owner's death is known", () -> value.lock().isAbandoned());
        assertThatThrownBy(() -> value.lock().lock())
                .isInstanceOf(OwnerDiedException.class)
                .hasMessageContaining("lock=value");
        value.set(type.of(1));
        assertThat(value.lock().recover(() -> value.set(type.of(2)))).isTrue();
        assertThat(value.lock().tryLock()).isTrue();
        value.lock().unlock();
        assertThat(value.get()).isEqualTo(type.of(2));
    }

    private static String labelOf(ValueType<?> type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
