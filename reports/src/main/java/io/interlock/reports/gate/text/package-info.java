/** Tables and numbers as text. */
@NullMarked
package io.interlock.reports.gate.text;

import org.jspecify.annotations.NullMarked;
