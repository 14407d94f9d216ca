/** Internal: value. */
@NullMarked
package io.interlock.internal.value;

import org.jspecify.annotations.NullMarked;
