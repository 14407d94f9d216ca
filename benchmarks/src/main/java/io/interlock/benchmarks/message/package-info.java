/**
 * Messages of 64 bytes from producers to a consumer, by everything that carries them between processes. A {@link
 * io.interlock.benchmarks.message.Carrier} is one such thing; the loops that measure know nothing else.
 */
@NullMarked
package io.interlock.benchmarks.message;

import org.jspecify.annotations.NullMarked;
