package io.interlock.reports.site.chart;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * The range of an axis of positive values: linear from zero if they are close together, otherwise logarithmic.
 *
 * @param decades the number of powers of ten on a logarithmic axis
 */
record Scale(boolean logarithmic, double min, double max, double decades) {

    /** Beyond this ratio small values would be invisible on a linear axis. */
    private static final double MAX_LINEAR = 20;

    private static final double HEADROOM = 1.08;
    private static final double FEW_DECADES = 2.5;
    private static final double MAX_NEAR = 3;
    private static final double MIN_BESIDE = 0.02;

    static Scale of(List<Double> values) {
        double least = values.stream().filter(v -> v > 0).min(Double::compare).orElse(1.0);
        double most = values.stream().max(Double::compare).orElse(1.0);
        if (most / least <= MAX_LINEAR) {
            return new Scale(false, 0, most * HEADROOM, 0);
        }
        double low = stepBelow(least);
        double high = stepAbove(most);
        return new Scale(true, low, high, Math.log10(high / low));
    }

    /** The range for ratios, which need not begin at zero. */
    static Scale around(List<Double> values) {
        double least = values.stream().min(Double::compare).orElse(1.0);
        double most = values.stream().max(Double::compare).orElse(1.0);
        if (most / least > MAX_NEAR) {
            return of(values);
        }
        double beside = Math.max(MIN_BESIDE, (most - least) * (HEADROOM - 1));
        return new Scale(false, least - beside, most + beside, 0);
    }

    /** A label for a tick; a blank hides it. */
    String label(double tick, DoubleFunction<String> text) {
        if (!logarithmic) {
            return text.apply(tick);
        }
        long leading = Math.round(tick / Math.pow(10, Math.floor(Math.log10(tick * 1.0001))));
        boolean shown = leading == 1 || (decades <= FEW_DECADES && (leading == 2 || leading == 5));
        return shown ? text.apply(tick) : " ";
    }

    private static double stepBelow(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        double leading = value / power;
        return power * (leading >= 5 ? 5 : leading >= 2 ? 2 : 1);
    }

    private static double stepAbove(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        double leading = value / power;
        return power * (leading <= 2 ? 2 : leading <= 5 ? 5 : 10);
    }
}
