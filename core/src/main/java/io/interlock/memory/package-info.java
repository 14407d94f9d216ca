/**
 * Mapped memory and the region file: layouts, header, directory, allocator, thread slots, and the one waiting loop.
 *
 * <p>The memory order of an access stands in its method name, as in {@code VarHandle}: no suffix is plain, then
 * {@code Opaque}, {@code Acquire}/{@code Release}, {@code Volatile}. Across processes the Java memory model is silent;
 * Interlock relies on the cache coherence of the shared mapping and on the code that {@code VarHandle}s compile to. Not
 * exported.
 */
@NullMarked
package io.interlock.memory;

import org.jspecify.annotations.NullMarked;
