/** Everything native, behind {@link io.interlock.os.Waiting} and {@link io.interlock.os.RobustMutex}. Not exported. */
@NullMarked
package io.interlock.os;

import org.jspecify.annotations.NullMarked;
