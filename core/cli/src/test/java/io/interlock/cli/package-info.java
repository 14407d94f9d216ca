/** Tests of the command as a user runs it. */
@NullMarked
package io.interlock.cli;

import org.jspecify.annotations.NullMarked;
