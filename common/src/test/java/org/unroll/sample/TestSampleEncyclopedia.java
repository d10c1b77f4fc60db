package org.unroll.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class TestSampleEncyclopedia {

  private static byte[] dump(long seed) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SampleEncyclopedia.write(out, seed);
    return out.toByteArray();
  }

  @Test
  void isAWellFormedDumpWithRedirectsAndOtherNamespaces() throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(dump(1)));

    assertThat(document.getElementsByTagName("page").getLength()).isGreaterThan(2400);
    assertThat(document.getElementsByTagName("redirect").getLength()).isGreaterThan(100);
  }

  @Test
  void dependsOnTheSeedAlone() throws Exception {
    assertThat(dump(1)).isEqualTo(dump(1)).isNotEqualTo(dump(2));
  }

  @Test
  void hasTitlesBeyondAscii() throws Exception {
    assertThat(new String(dump(1), StandardCharsets.UTF_8)).contains("<title>Øst");
  }
}
