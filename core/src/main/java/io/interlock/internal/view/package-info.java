/** Internal: view. */
@NullMarked
package io.interlock.internal.view;

import org.jspecify.annotations.NullMarked;
