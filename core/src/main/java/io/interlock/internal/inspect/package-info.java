/** Internal: inspect. */
@NullMarked
package io.interlock.internal.inspect;

import org.jspecify.annotations.NullMarked;
