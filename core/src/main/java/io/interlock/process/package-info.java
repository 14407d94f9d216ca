/** Other JVMs: start them, wait for them, get their failures. */
@NullMarked
package io.interlock.process;

import org.jspecify.annotations.NullMarked;
