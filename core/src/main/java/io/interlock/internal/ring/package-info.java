/** Internal: ring. */
@NullMarked
package io.interlock.internal.ring;

import org.jspecify.annotations.NullMarked;
