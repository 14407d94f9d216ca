/** Internal: condition. */
@NullMarked
package io.interlock.internal.condition;

import org.jspecify.annotations.NullMarked;
