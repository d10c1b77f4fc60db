package org.unroll.sample;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.unroll.sample.Country.Person;
import org.unroll.sample.Country.Town;

/**
 * The dump of an invented wiki about the towns, rivers, provinces and people of a country, with the
 * templates, tables, references, redirects and talk pages of a real one. The same seed gives the
 * same bytes.
 */
public final class SampleEncyclopedia {

  private static final int TOWNS = 1200;
  private static final int PEOPLE = 1200;
  private static final String HEAD =
      """
      <mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
        <siteinfo>
          <sitename>Sample Encyclopaedia</sitename>
          <dbname>samplewiki</dbname>
          <generator>Unroll</generator>
          <case>first-letter</case>
          <namespaces>
            <namespace key="-2" case="first-letter">Media</namespace>
            <namespace key="-1" case="first-letter">Special</namespace>
            <namespace key="0" case="first-letter" />
            <namespace key="1" case="first-letter">Talk</namespace>
            <namespace key="6" case="first-letter">File</namespace>
            <namespace key="10" case="first-letter">Template</namespace>
            <namespace key="14" case="first-letter">Category</namespace>
          </namespaces>
        </siteinfo>
      """;

  private final Writer out;
  private final SeededRandom random;
  private int pages;

  private SampleEncyclopedia(Writer out, SeededRandom random) {
    this.out = out;
    this.random = random;
  }

  /** Writes the whole dump; the stream stays open. */
  public static void write(OutputStream stream, long seed) throws IOException {
    Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    SeededRandom random = new SeededRandom(seed);
    new SampleEncyclopedia(out, random).write(new Country(random, TOWNS, PEOPLE));
    out.flush();
  }

  private void write(Country country) throws IOException {
    Articles articles = new Articles(random);
    out.write(HEAD);
    page(10, "Template:Rivers", "<noinclude>A list of rivers.</noinclude>[[Category:Rivers]]");
    page(0, "An empty page", "");
    for (Country.River river : country.rivers) {
      page(0, river.name(), articles.river(river));
    }
    for (Country.Province province : country.provinces) {
      page(0, province.name(), articles.province(province));
      page(14, "Category:Places in " + province.name(), "[[Category:Provinces]]");
    }
    for (int i = 0; i < Math.max(country.towns.size(), country.people.size()); i++) {
      if (i < country.towns.size()) {
        town(country.towns.get(i), articles);
      }
      if (i < country.people.size()) {
        person(country.people.get(i), articles);
      }
    }
    out.write("</mediawiki>\n");
  }

  private void town(Town town, Articles articles) throws IOException {
    page(0, town.name(), articles.town(town));
    if (random.nextBoolean(0.1)) {
      redirect(town.name().toUpperCase(Locale.ROOT), town.name());
    }
    if (random.nextBoolean(0.05)) {
      page(1, "Talk:" + town.name(), "== Source? ==\nWhen was it founded? ~~~~");
    }
  }

  private void person(Person person, Articles articles) throws IOException {
    page(0, person.name(), articles.person(person));
    if (random.nextBoolean(0.1)) {
      redirect(person.name().substring(person.name().indexOf(' ') + 1), person.name());
    }
  }

  private void redirect(String title, String target) throws IOException {
    begin(0, title);
    out.write("    <redirect title=\"" + escaped(target) + "\" />\n");
    end("#REDIRECT [[" + target + "]]");
  }

  private void page(int namespace, String title, String text) throws IOException {
    begin(namespace, title);
    end(text);
  }

  private void begin(int namespace, String title) throws IOException {
    pages++;
    out.write("  <page>\n    <title>" + escaped(title) + "</title>\n");
    out.write("    <ns>" + namespace + "</ns>\n    <id>" + pages + "</id>\n");
  }

  private void end(String text) throws IOException {
    out.write("    <revision>\n      <id>" + (1000 + pages) + "</id>\n");
    out.write("      <timestamp>2026-01-01T00:00:00Z</timestamp>\n");
    out.write("      <contributor><username>Generator</username><id>1</id></contributor>\n");
    out.write("      <model>wikitext</model>\n      <format>text/x-wiki</format>\n");
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (text.isEmpty()) {
      out.write("      <text bytes=\"0\" />\n");
    } else {
      out.write("      <text bytes=\"" + bytes + "\" xml:space=\"preserve\">");
      out.write(escaped(text));
      out.write("</text>\n");
    }
    out.write("    </revision>\n  </page>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
