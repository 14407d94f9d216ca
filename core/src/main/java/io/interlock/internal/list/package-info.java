/** Internal: list. */
@NullMarked
package io.interlock.internal.list;

import org.jspecify.annotations.NullMarked;
