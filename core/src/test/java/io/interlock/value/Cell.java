package io.interlock.value;

import io.interlock.sync.ShmReentrantLock;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** A shared value, or one element of a shared array, of any type. What only numbers have throws for {@code boolean}. */
interface Cell<T> {

    T get();

    void set(T value);

    T getPlain();

    void setPlain(T value);

    T getOpaque();

    void setOpaque(T value);

    T getAcquire();

    void setRelease(T value);

    T getAndSet(T value);

    boolean compareAndSet(T expected, T value);

    T compareAndExchange(T expected, T value);

    ShmReentrantLock lock();

    String name();

    /** Its {@code toString}. */
    String text();

    default T getAndAdd(int delta) {
        throw noNumber();
    }

    default T addAndGet(int delta) {
        throw noNumber();
    }

    default T getAndIncrement() {
        throw noNumber();
    }

    default T incrementAndGet() {
        throw noNumber();
    }

    default T getAndDecrement() {
        throw noNumber();
    }

    default T decrementAndGet() {
        throw noNumber();
    }

    default T update(DoubleUnaryOperator function) {
        throw noNumber();
    }

    default T getAndUpdate(DoubleUnaryOperator function) {
        throw noNumber();
    }

    default T accumulateAndGet(int operand, DoubleBinaryOperator function) {
        throw noNumber();
    }

    default T getAndAccumulate(int operand, DoubleBinaryOperator function) {
        throw noNumber();
    }

    private static UnsupportedOperationException noNumber() {
        return new UnsupportedOperationException("only numbers have this");
    }
}
