/** Internal: barrier. */
@NullMarked
package io.interlock.internal.barrier;

import org.jspecify.annotations.NullMarked;
