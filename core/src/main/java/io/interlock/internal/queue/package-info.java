/** Internal: queue. */
@NullMarked
package io.interlock.internal.queue;

import org.jspecify.annotations.NullMarked;
