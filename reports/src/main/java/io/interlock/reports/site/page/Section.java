package io.interlock.reports.site.page;

import java.util.List;

/**
 * A heading and the blocks below it.
 *
 * @param id for links to it; unique on its page
 */
public record Section(String id, String heading, List<Block> blocks) {

    public Section {
        blocks = List.copyOf(blocks);
    }
}
