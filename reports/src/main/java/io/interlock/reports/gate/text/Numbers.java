package io.interlock.reports.gate.text;

import io.interlock.reports.gate.statistics.Estimate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Formats figures with three significant digits, the same in every locale, and without line breaks before a unit. */
public final class Numbers {

    /** The unit of ratios. */
    public static final String RATIO = "×";

    private static final int DIGITS = 3;
    private static final String TIMES = "\u00a0" + RATIO;

    private Numbers() {}

    public static String figure(double value) {
        return significant(value, DIGITS);
    }

    /** The shortest form, for axes: 10, not 10.0. */
    public static String plain(double value) {
        String text = figure(value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    /** The interval only, as in {@code 5.31–5.44}; empty if there is none. */
    public static String interval(Estimate estimate) {
        return interval(estimate, Numbers::figure);
    }

    /** The interval with another format of its limits. */
    public static String interval(Estimate estimate, DoubleFunction<String> text) {
        return estimate.hasInterval() ? text.apply(estimate.low()) + "–" + text.apply(estimate.high()) : "";
    }

    /** As in {@code 1.5 ×}. */
    public static String times(double ratio) {
        return significant(ratio, ratio >= 10 ? DIGITS : 2) + TIMES;
    }

    /** The value with its unit, or with a larger or smaller one that suits it. */
    public static String withUnit(double value, String unit) {
        return switch (unit) {
            case "ns", "ns/op" -> nanoseconds(value);
            case "ops/s" -> value < 1e6 ? figure(value) + "\u00a0ops/s" : figure(value / 1e6) + "\u00a0Mops/s";
            default -> figure(value) + "\u00a0" + unit;
        };
    }

    /** A time in the unit that suits it. */
    public static String nanoseconds(double value) {
        return time(value, Numbers::figure);
    }

    /** The same for axes. */
    public static String plainNanoseconds(double value) {
        return time(value, Numbers::plain);
    }

    private static String time(double nanoseconds, DoubleFunction<String> text) {
        if (nanoseconds < 1e3) {
            return text.apply(nanoseconds) + "\u00a0ns";
        }
        if (nanoseconds < 1e6) {
            return text.apply(nanoseconds / 1e3) + "\u00a0µs";
        }
        return nanoseconds < 1e9
                ? text.apply(nanoseconds / 1e6) + "\u00a0ms"
                : text.apply(nanoseconds / 1e9) + "\u00a0s";
    }

    private static String significant(double value, int digits) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : "–";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(digits));
        int magnitude = rounded.precision() - rounded.scale() - 1;
        int decimals = Math.max(0, digits - 1 - magnitude);
        return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
    }
}
