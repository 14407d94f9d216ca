/** Internal: lock. */
@NullMarked
package io.interlock.internal.lock;

import org.jspecify.annotations.NullMarked;
