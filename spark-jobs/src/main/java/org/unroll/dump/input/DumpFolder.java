package org.unroll.dump.input;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * The choice of the files in a folder that hold each page once. The folders of a dump on
 * dumps.wikimedia.org hold the same pages several times:
 *
 * <pre>
 *   /WIKI/DATE/  WIKI-DATE-pages-articles-multistream.xml.bz2       all articles in one file
 *                WIKI-DATE-pages-articles-multistream1.xml-p1p9.bz2  the same in parts
 *                WIKI-DATE-pages-articles.xml.bz2, ...               the same in one stream
 *                WIKI-DATE-pages-meta-current.xml.bz2, ...           the same and all other pages
 *                and indexes, page stubs, logs, SQL, sums and reports
 *   /other/mediawiki_content_current/WIKI/DATE/xml/bzip2/
 *                WIKI-DATE-p1p9.xml.bz2, SHA256SUMS, _SUCCESS
 * </pre>
 */
final class DumpFolder {

  /** The kinds of files with pages, in order of preference. */
  private static final List<String> KINDS =
      List.of("pages-articles-multistream", "pages-articles", "pages-meta-current");

  private static final Pattern PAGES =
      Pattern.compile(
          "(?<wiki>.+-\\d{8})-(?<kind>"
              + String.join("|", KINDS)
              + ")(?<part>\\d*)\\.xml(-p\\d+p\\d+)?(\\.bz2|\\.gz)?");

  private static final Pattern NO_PAGES =
      Pattern.compile(
          "SHA256SUMS.*|.*sums(\\.txt)?|.*\\.(json|txt|html|md|sql|7z|part)(\\.bz2|\\.gz)?"
              + "|.*-(stub|abstract|pages-logging|siteinfo).*");

  private DumpFolder() {}

  /** Returns those of the files of one folder that should be read, in the order given. */
  static List<Path> choose(List<Path> files) {
    TreeMap<String, Set<String>> labelsOfWiki = new TreeMap<>();
    for (Path file : files) {
      Matcher pages = PAGES.matcher(file.getName());
      if (pages.matches()) {
        labelsOfWiki
            .computeIfAbsent(pages.group("wiki"), wiki -> new HashSet<>())
            .add(label(pages));
      }
    }
    List<Path> chosen = new ArrayList<>();
    for (Path file : files) {
      Matcher pages = PAGES.matcher(file.getName());
      boolean read =
          pages.matches()
              ? label(pages).equals(best(labelsOfWiki.getOrDefault(pages.group("wiki"), Set.of())))
              : !NO_PAGES.matcher(file.getName()).matches();
      if (read) {
        chosen.add(file);
      }
    }
    return chosen;
  }

  private static String label(Matcher pages) {
    return pages.group("kind") + (pages.group("part").isEmpty() ? "" : " in parts");
  }

  private static String best(Set<String> labels) {
    for (String kind : KINDS) {
      for (String label : List.of(kind, kind + " in parts")) {
        if (labels.contains(label)) {
          return label;
        }
      }
    }
    throw new IllegalStateException("expected labels made of the kinds, found " + labels);
  }
}
