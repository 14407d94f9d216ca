package io.interlock.value;

import io.interlock.sync.ShmReentrantLock;

/** A shared array of any type. Java arrays are passed as objects, since no one type covers them. */
interface Elements<T> {

    int length();

    Cell<T> at(int index);

    void fill(T value);

    void get(int from, Object to, int toIndex, int count);

    void set(int from, Object values, int valuesIndex, int count);

    Object toArray();

    Elements<T> slice(int from, int to);

    ShmReentrantLock lock();

    String name();

    /** Its {@code toString}. */
    String text();
}
