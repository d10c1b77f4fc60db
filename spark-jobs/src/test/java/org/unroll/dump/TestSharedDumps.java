package org.unroll.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.articles.cleaning.PageTally;
import org.unroll.testing.SharedData;

/** The tally of the pages of real dumps. */
@Tag("shared-data")
class TestSharedDumps {

  @ParameterizedTest
  @CsvSource({
    "enwiki-206-pages.xml.bz2, 206, 106",
    "enwiktionary-300-pages-multistream.xml.bz2, 300, 274",
    "aawiki-20260101-pages-meta-current.xml.bz2, 507, 0",
    "bgwiki-utf16.xml.bz2, 3, 1",
    "mini-en.wiki.xml.bz2, 27, 24",
    "mini-de.wiki.xml.bz2, 2, 2",
    "mini-fr.wiki.xml.bz2, 3, 3",
    "mini-pt.wiki.xml.bz2, 1, 1",
    "mini-ar.wiki.xml.bz2, 3, 3",
    "mini-ja.wiki.xml.bz2, 1, 1",
    "ptwiki-test.xml, 1, 1",
    "ruwiki-test.xml, 1, 1",
    "zhwiki-20150423-id13.xml, 1, 1",
    "enwiki-20120104-id12.xml, 1, 1",
  })
  void everyPageIsCounted(String name, long read, long kept) {
    PageTally tally = PageLog.tally(SharedData.file("dumps/" + name));
    assertThat(tally.read()).isEqualTo(read);
    assertThat(tally.kept()).isEqualTo(kept);
  }

  @Test
  void countsRedirects() {
    PageTally tally = PageLog.tally(SharedData.file("dumps/enwiki-206-pages.xml.bz2"));
    assertThat(tally.skipped()).isEqualTo(Map.of("redirect", 100L));
  }
}
