/** Internal: process. */
@NullMarked
package io.interlock.internal.process;

import org.jspecify.annotations.NullMarked;
