/** Typed values in shared memory. */
@NullMarked
package io.interlock.value;

import org.jspecify.annotations.NullMarked;
