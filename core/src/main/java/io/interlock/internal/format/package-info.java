/** Internal: format. */
@NullMarked
package io.interlock.internal.format;

import org.jspecify.annotations.NullMarked;
