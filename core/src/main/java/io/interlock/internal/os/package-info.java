/** Internal: os. */
@NullMarked
package io.interlock.internal.os;

import org.jspecify.annotations.NullMarked;
