package io.interlock.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.reports.gate.result.BadInputException;
import io.interlock.reports.site.document.Document;
import io.interlock.reports.site.document.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Markdown files become pages whose links work. */
class DocumentsTest {

    @TempDir
    private Path directory;

    @Test
    void headingsOfTheSecondLevelBeginParts() throws IOException {
        Document document = read("# A `title`\n\nFirst.\n\n## One thing\n\nText.\n\n## One thing\n");
        assertThat(document.title()).isEqualTo("A title");
        assertThat(document.parts()).extracting(Document.Part::heading).containsExactly("", "One thing", "One thing");
        assertThat(document.parts())
                .extracting(Document.Part::id)
                .containsExactly("beginning", "one-thing", "one-thing-1");
    }

    @Test
    void linksLeadToPagesAndOthersBecomeText() throws IOException {
        Files.writeString(directory.resolve("other.md"), "# Other");
        Document document = read("[a](other.md#x) [b](../Code.java) [c](https://example.org) [d](#here)");
        assertThat(document.parts().get(0).html())
                .contains("<a href=\"doc-other.html#x\">")
                .doesNotContain("Code.java")
                .contains("b <a href=\"https://example.org\">c</a>", "<a href=\"#here\">d</a>");
    }

    @Test
    void aTableScrollsInABoxThatTheKeyboardReaches() throws IOException {
        assertThat(read("|a|b|\n|---|---|\n|1|2|\n").parts().get(0).html())
                .contains("tabindex=\"0\"")
                .contains("<table>");
    }

    @Test
    void aDirectoryWithoutDocumentsIsRefused() {
        assertThatThrownBy(() -> new Documents(directory))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(directory + ": holds no Markdown files");
    }

    private Document read(String markdown) throws IOException {
        Files.writeString(directory.resolve("read.md"), markdown);
        List<Document> all = new Documents(directory).all();
        return all.stream()
                .filter(document -> document.page().equals("doc-read.html"))
                .findFirst()
                .orElseThrow();
    }
}
