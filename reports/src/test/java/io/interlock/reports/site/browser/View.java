package io.interlock.reports.site.browser;

import java.util.Locale;

/** How somebody looks at a page. */
record View(Scheme scheme, Device device) {

    enum Scheme {
        LIGHT,
        DARK
    }

    enum Device {
        DESKTOP(1280, 900, false),
        /** As narrow as phones are. */
        PHONE(360, 740, true);

        final int width;
        final int height;
        final boolean mobile;

        Device(int width, int height, boolean mobile) {
            this.width = width;
            this.height = height;
            this.mobile = mobile;
        }
    }

    /** For names of files. */
    @Override
    public String toString() {
        return (device + "-" + scheme).toLowerCase(Locale.ROOT);
    }
}
