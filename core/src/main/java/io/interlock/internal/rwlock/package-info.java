/** Internal: rwlock. */
@NullMarked
package io.interlock.internal.rwlock;

import org.jspecify.annotations.NullMarked;
