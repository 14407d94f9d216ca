@NullMarked
package io.interlock.reports.gate.history;

import org.jspecify.annotations.NullMarked;
