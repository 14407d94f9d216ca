/** Internal: access. */
@NullMarked
package io.interlock.internal.access;

import org.jspecify.annotations.NullMarked;
