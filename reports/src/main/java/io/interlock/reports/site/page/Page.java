package io.interlock.reports.site.page;

import java.util.List;

/**
 * One page of the site.
 *
 * @param file its name in the site
 * @param menu its name in the menu; empty if the menu does not list it
 * @param lead one or two sentences below the title; may be empty
 */
public record Page(String file, String menu, String title, String lead, List<Section> sections) {

    public Page {
        sections = List.copyOf(sections);
    }
}
