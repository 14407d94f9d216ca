/** Internal: alloc. */
@NullMarked
package io.interlock.internal.alloc;

import org.jspecify.annotations.NullMarked;
