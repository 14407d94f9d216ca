package io.interlock.reports.gate.output;

import io.interlock.reports.gate.compare.Finding;
import io.interlock.reports.gate.compare.Problem;
import io.interlock.reports.gate.compare.Verdict;
import io.interlock.reports.gate.compare.Verdicts;
import io.interlock.reports.gate.text.Numbers;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit's XML: a benchmark is a test, a slower benchmark is a failure, and one that could not be compared is an error.
 */
final class JunitOutput {

    private final XMLStreamWriter xml;

    private JunitOutput(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String of(Verdicts verdicts) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            new JunitOutput(xml).write(verdicts);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing into memory", e);
        }
        return text.toString();
    }

    private void write(Verdicts verdicts) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "benchmarks " + clean(verdicts.base()) + " to " + clean(verdicts.head()));
        xml.writeAttribute(
                "tests",
                String.valueOf(verdicts.findings().size() + verdicts.problems().size()));
        xml.writeAttribute(
                "failures", String.valueOf(verdicts.with(Verdict.SLOWER).size()));
        xml.writeAttribute("errors", String.valueOf(verdicts.problems().size()));
        for (Finding finding : verdicts.findings()) {
            write(finding);
        }
        for (Problem problem : verdicts.problems()) {
            write(problem);
        }
        if (!verdicts.notes().isEmpty()) {
            element("system-out", String.join("\n", verdicts.notes()));
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void write(Finding finding) throws XMLStreamException {
        testCase(finding.head().benchmark(), finding.head().fullName());
        String figures = "time, head / base: " + Numbers.figure(finding.ratio().value()) + " ("
                + Numbers.interval(finding.ratio()) + "), base " + Columns.score(finding.base()) + ", head "
                + Columns.score(finding.head()) + ", threshold " + Columns.percent(1 + finding.threshold());
        if (finding.verdict() == Verdict.SLOWER) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", clean(figures));
            xml.writeEndElement();
        }
        element("system-out", finding.verdict().word() + "; " + figures);
        xml.writeEndElement();
    }

    private void write(Problem problem) throws XMLStreamException {
        String name = problem.benchmark();
        testCase(name.replaceFirst("[,: (].*", ""), name);
        xml.writeStartElement("error");
        xml.writeAttribute("message", clean(problem.toString()));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void testCase(String benchmark, String name) throws XMLStreamException {
        xml.writeStartElement("testcase");
        int dot = Math.max(0, benchmark.lastIndexOf('.'));
        xml.writeAttribute("classname", clean(benchmark.substring(0, dot)));
        xml.writeAttribute("name", clean(name.substring(dot == 0 ? 0 : dot + 1)));
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(clean(text));
        xml.writeEndElement();
    }

    /** The text without characters that XML 1.0 cannot represent. */
    private static String clean(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "?");
    }
}
