/** What Interlock does in processes that may not, or cannot, use all that it asks of the operating system. */
@NullMarked
package io.interlock.capabilities;

import org.jspecify.annotations.NullMarked;
