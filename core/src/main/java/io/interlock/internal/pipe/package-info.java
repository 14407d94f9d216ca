/** Internal: pipe. */
@NullMarked
package io.interlock.internal.pipe;

import org.jspecify.annotations.NullMarked;
