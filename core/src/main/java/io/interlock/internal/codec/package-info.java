/** Internal: codec. */
@NullMarked
package io.interlock.internal.codec;

import org.jspecify.annotations.NullMarked;
