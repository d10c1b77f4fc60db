package org.unroll.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.unroll.config.UnrollConfig;
import org.unroll.testing.SharedData;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.cleaner.WikitextCleaner;

/**
 * The text of real pages in nine languages. Where it changes, so must the cleaner's version: text
 * of an earlier dump is reused only from cleaners of the same version.
 */
@Tag("shared-data")
class TestCleanerVersion {

  private static final String VERSION = "cleaner 3";
  private static final String SHA256 =
      "61556f5922dbdd961db4468e538d1eddac231fd3fef87b4b471ebe2d7b7045bf";

  private static final List<String> DUMPS =
      List.of(
          "enwiki-206-pages.xml.bz2",
          "enwiktionary-300-pages-multistream.xml.bz2",
          "bgwiki-utf16.xml.bz2",
          "mini-en.wiki.xml.bz2",
          "mini-de.wiki.xml.bz2",
          "mini-fr.wiki.xml.bz2",
          "mini-pt.wiki.xml.bz2",
          "mini-ar.wiki.xml.bz2",
          "mini-ja.wiki.xml.bz2",
          "ptwiki-test.xml",
          "ruwiki-test.xml",
          "zhwiki-20150423-id13.xml");

  @Test
  void changesWithTheText() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (String name : DUMPS) {
      Dump dump = PageLog.open(SharedData.file("dumps/" + name));
      for (DumpPart part : Dump.parts(List.of(dump), Long.MAX_VALUE / 16)) {
        PageLog.articles(part)
            .forEachRemaining(
                article ->
                    digest.update(
                        (article.id() + "\n" + article.text() + "\n")
                            .getBytes(StandardCharsets.UTF_8)));
      }
    }
    String description =
        WikitextCleaner.describe(new SiteInfo("", "", Map.of()), UnrollConfig.defaults().cleaner());
    assertThat(description.lines().findFirst().orElseThrow() + " " + hex(digest))
        .as("the text has changed: raise WikitextCleaner.VERSION, and write both down here")
        .isEqualTo(VERSION + " " + SHA256);
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
