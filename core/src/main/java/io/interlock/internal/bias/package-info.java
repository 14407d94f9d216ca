/** Internal: bias. */
@NullMarked
package io.interlock.internal.bias;

import org.jspecify.annotations.NullMarked;
