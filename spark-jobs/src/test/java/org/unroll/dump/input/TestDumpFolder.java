package org.unroll.dump.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class TestDumpFolder {

  private static List<String> choose(String... names) {
    return DumpFolder.choose(Arrays.stream(names).map(name -> new Path("/d", name)).toList())
        .stream()
        .map(Path::getName)
        .toList();
  }

  @Test
  void oneFileOfAllArticlesComesFirst() {
    assertThat(
            choose(
                "dumpstatus.json",
                "ptwiki-20260101-abstract.xml.gz",
                "ptwiki-20260101-md5sums.txt",
                "ptwiki-20260101-pages-articles-multistream-index.txt.bz2",
                "ptwiki-20260101-pages-articles-multistream.xml.bz2",
                "ptwiki-20260101-pages-articles-multistream1.xml-p1p105695.bz2",
                "ptwiki-20260101-pages-articles.xml.bz2",
                "ptwiki-20260101-pages-articles1.xml-p1p105695.bz2",
                "ptwiki-20260101-pages-logging.xml.gz",
                "ptwiki-20260101-pages-meta-current.xml.bz2",
                "ptwiki-20260101-stub-articles.xml.gz",
                "ptwiki-20260101-page.sql.gz"))
        .containsExactly("ptwiki-20260101-pages-articles-multistream.xml.bz2");
  }

  @Test
  void partsReplaceAMissingWhole() {
    assertThat(
            choose(
                "enwiki-20260101-pages-articles1.xml-p1p41242.bz2",
                "enwiki-20260101-pages-articles2.xml-p41243p151573.bz2",
                "enwiki-20260101-pages-meta-current.xml.bz2",
                "ptwiki-20260101-pages-meta-current.xml.bz2"))
        .containsExactly(
            "enwiki-20260101-pages-articles1.xml-p1p41242.bz2",
            "enwiki-20260101-pages-articles2.xml-p41243p151573.bz2",
            "ptwiki-20260101-pages-meta-current.xml.bz2");
  }

  @Test
  void readsAllFilesOfTheNewerLayout() {
    assertThat(
            choose(
                "SHA256SUMS",
                "enwiki-2026-01-01-p1p10000.xml.bz2",
                "enwiki-2026-01-01-p10001p20000.xml.bz2"))
        .containsExactly(
            "enwiki-2026-01-01-p1p10000.xml.bz2", "enwiki-2026-01-01-p10001p20000.xml.bz2");
  }

  @Test
  void readsFilesWithOtherNames() {
    assertThat(choose("a.xml", "b", "notes.txt", "c.bz2")).containsExactly("a.xml", "b", "c.bz2");
  }
}
