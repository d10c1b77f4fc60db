package org.unroll.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TestSha256 {

  /** The example of FIPS 180-2, appendix B.1. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void digestsBytesTextsAndStreams() throws IOException {
    byte[] bytes = "abc".getBytes(StandardCharsets.UTF_8);
    assertThat(Sha256.of(bytes)).isEqualTo(ABC);
    assertThat(Sha256.of("abc")).isEqualTo(ABC);
    assertThat(Sha256.of(new ByteArrayInputStream(bytes))).isEqualTo(ABC);
  }

  @Test
  void digestsWhatPassesThrough() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Sha256.Output digesting = new Sha256.Output(out);
    digesting.write('a');
    digesting.write(new byte[] {'x', 'b', 'c', 'x'}, 1, 2);
    assertThat(digesting.hexDigest()).isEqualTo(ABC);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("abc");
  }
}
