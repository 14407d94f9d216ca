/** Internal: region. */
@NullMarked
package io.interlock.internal.region;

import org.jspecify.annotations.NullMarked;
