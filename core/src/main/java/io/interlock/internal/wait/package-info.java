/** Internal: wait. */
@NullMarked
package io.interlock.internal.wait;

import org.jspecify.annotations.NullMarked;
