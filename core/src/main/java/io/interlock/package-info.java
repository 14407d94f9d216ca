/**
 * Shared memory for several JVM processes: a {@link io.interlock.Region} hands out locks, values and more by name, safe
 * when a process dies in the middle.
 */
@NullMarked
package io.interlock;

import org.jspecify.annotations.NullMarked;
