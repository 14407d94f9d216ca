/** Internal: catalogue. */
@NullMarked
package io.interlock.internal.catalogue;

import org.jspecify.annotations.NullMarked;
