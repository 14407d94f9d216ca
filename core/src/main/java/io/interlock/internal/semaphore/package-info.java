/** Internal: semaphore. */
@NullMarked
package io.interlock.internal.semaphore;

import org.jspecify.annotations.NullMarked;
