package org.unroll.dump;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.unroll.articles.cleaning.Articles;
import org.unroll.articles.cleaning.EarlierArticles;
import org.unroll.articles.cleaning.PageTally;
import org.unroll.config.UnrollConfig;
import org.unroll.dump.input.InputFile;
import org.unroll.dump.input.InputFiles;
import org.unroll.wiki.CleanerConfig;
import org.unroll.wiki.export.Page;

/** A log of the pages of dumps that are read in parts. */
final class PageLog {

  static final Configuration HADOOP = new Configuration();

  private static final CleanerConfig CLEANER = UnrollConfig.defaults().cleaner();

  private PageLog() {}

  static Dump open(Path file) {
    return open(file, Dump.Damage.REFUSE);
  }

  static Dump open(Path file, Dump.Damage damage) {
    List<InputFile> files = InputFiles.find(List.of(file.toUri().toString()), HADOOP);
    return Dump.open(files, damage, HADOOP).get(0);
  }

  /** Returns the pages of all parts, in order, when the file is cut every {@code size} bytes. */
  static List<String> pages(Path file, long size) {
    List<String> pages = new ArrayList<>();
    for (DumpPart part : Dump.parts(List.of(open(file)), size)) {
      pages.addAll(pages(part));
    }
    return pages;
  }

  static List<String> pages(DumpPart part) {
    List<String> pages = new ArrayList<>();
    try (Pages reader = Pages.open(part, HADOOP)) {
      for (Page page = reader.next(); page != null; page = reader.next()) {
        pages.add(page.id() + " " + page.revisionId() + " " + page.text().hashCode());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pages;
  }

  static Articles articles(DumpPart part) {
    return Articles.open(part, CLEANER, EarlierArticles.NONE, HADOOP);
  }

  /** Returns the tally of the pages of a file that is read whole. */
  static PageTally tally(Path file) {
    PageTally tally = new PageTally();
    for (DumpPart part : Dump.parts(List.of(open(file)), Long.MAX_VALUE / 16)) {
      Articles articles = articles(part);
      while (articles.hasNext()) {
        articles.next();
      }
      tally.add(articles.takeTally());
    }
    return tally;
  }
}
