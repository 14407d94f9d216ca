package io.interlock.reports.site.page;

import java.util.List;

/**
 * One page of the site.
 *
 * @param file its name in the site
 * @param menu what the menu calls it; empty for a page that the menu leaves out
 * @param lead one or two sentences below the title; may be empty
 */
public record Page(String file, String menu, String title, String lead, List<Section> sections) {

    public Page {
        sections = List.copyOf(sections);
    }
}
