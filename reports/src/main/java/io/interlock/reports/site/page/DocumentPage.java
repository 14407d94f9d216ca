package io.interlock.reports.site.page;

import io.interlock.reports.site.document.Document;
import java.util.List;

/** A page of the guide, or another document. */
final class DocumentPage {

    private static final String GUIDE = "guide.html";

    private DocumentPage() {}

    /** The menu lists only the guide, which links to all other documents. */
    static Page of(Document document) {
        List<Section> sections = document.parts().stream()
                .map(part -> new Section(part.id(), part.heading(), List.of(new Block.Html(part.html()))))
                .toList();
        return new Page(document.page(), document.page().equals(GUIDE) ? "Guide" : "", document.title(), "", sections);
    }
}
