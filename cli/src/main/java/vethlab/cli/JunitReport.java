package vethlab.cli;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import vethlab.scenarios.check.Checked;

/// Findings as JUnit XML, which continuous integration reads.
final class JunitReport {

  private JunitReport() {}

  /// @param problem why nothing could be checked, or null
  static String of(String suite, List<Checked> all, @Nullable String problem) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      long failures = all.stream().filter(each -> !each.passed()).count();
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", suite);
      xml.writeAttribute("tests", Integer.toString(all.size() + (problem == null ? 0 : 1)));
      xml.writeAttribute("failures", Long.toString(failures));
      xml.writeAttribute("errors", problem == null ? "0" : "1");
      if (problem != null) {
        testCase(xml, suite, "the lab is played to its end", "error", problem, "");
      }
      for (Checked each : all) {
        testCase(
            xml,
            suite,
            each.title(),
            "failure",
            each.passed() ? null : firstLine(each.detail()),
            each.at() + "\n" + each.detail());
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException broken) {
      throw new IllegalStateException(broken);
    }
    return text.toString();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static void testCase(
      XMLStreamWriter xml,
      String suite,
      String name,
      String element,
      @Nullable String message,
      String detail)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", suite);
    xml.writeAttribute("name", name);
    if (message != null) {
      xml.writeStartElement(element);
      xml.writeAttribute("message", message);
      xml.writeCharacters(detail);
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }
}
