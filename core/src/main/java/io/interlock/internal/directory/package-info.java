/** Internal: directory. */
@NullMarked
package io.interlock.internal.directory;

import org.jspecify.annotations.NullMarked;
