/** Internal: thread. */
@NullMarked
package io.interlock.internal.thread;

import org.jspecify.annotations.NullMarked;
