/** Maps, lists, queues and pipes in shared memory. */
@NullMarked
package io.interlock.collection;

import org.jspecify.annotations.NullMarked;
