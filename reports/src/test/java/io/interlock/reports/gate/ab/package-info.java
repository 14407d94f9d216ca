@NullMarked
package io.interlock.reports.gate.ab;

import org.jspecify.annotations.NullMarked;
