/** Internal: map. */
@NullMarked
package io.interlock.internal.map;

import org.jspecify.annotations.NullMarked;
