package org.unroll.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.errors.BadDataException;
import org.unroll.math.Seeds;

class TestUtf8Lines {

  /** A stream that gives a few bytes at a time, as a pipe may. */
  private static InputStream inPieces(byte[] bytes, int most) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return super.read(target, offset, Math.min(length, most));
      }
    };
  }

  private static List<String> lines(InputStream stream) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Utf8Lines reader = new Utf8Lines(stream, "text")) {
      for (String line = reader.next(); line != null; line = reader.next()) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static List<String> lines(String text) throws IOException {
    return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void linesEndWithEitherMarkOrBoth() throws IOException {
    assertThat(lines("")).isEmpty();
    assertThat(lines("\n")).containsExactly("");
    assertThat(lines("a")).containsExactly("a");
    assertThat(lines("a\n\nb\r\nc\rd\r\r\n")).containsExactly("a", "", "b", "c", "d", "");
    assertThat(lines("\uFEFFa\n\uFEFFb")).containsExactly("a", "\uFEFFb");
    assertThat(lines("\uFEFF")).containsExactly("");
    assertThat(lines("a\u2028b\u0085c")).containsExactly("a\u2028b\u0085c");
    assertThat(lines("x".repeat(300_000) + "\ny")).containsExactly("x".repeat(300_000), "y");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1000})
  void theLinesAreThoseOfPreparedText(int most) throws IOException {
    String[] parts = {"é", "東", "\n", "\r", "\r\n", "\u2028", "\uD83D\uDE00", "a"};
    for (int seed = 0; seed < 50; seed++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        text.append(parts[(int) (Seeds.uniform(seed, i) * parts.length)]);
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      List<String> expected = new ArrayList<>();
      LineReader reader = new LineReader(new ByteArrayInputStream(bytes));
      for (Text line = new Text(); reader.readLine(line) > 0; ) {
        expected.add(line.toString());
      }
      assertThat(lines(inPieces(bytes, most))).isEqualTo(expected);
    }
  }

  @Test
  void doesNotWaitForTheLineAfterTheNext() throws IOException {
    PipedOutputStream out = new PipedOutputStream();
    try (Utf8Lines lines = new Utf8Lines(new PipedInputStream(out), "pipe")) {
      assertThat(lines.ready()).isFalse();
      out.write("one\r\ntw".getBytes(StandardCharsets.UTF_8));
      assertThat(lines.ready()).isTrue();
      assertThat(lines.next()).isEqualTo("one");
      assertThat(lines.ready()).isFalse();
      out.write("o\r".getBytes(StandardCharsets.UTF_8));
      assertThat(lines.ready()).isTrue();
      assertThat(lines.next()).isEqualTo("two");
      assertThat(lines.ready()).isFalse();
      out.write("\nthree".getBytes(StandardCharsets.UTF_8));
      assertThat(lines.ready()).isFalse();
      out.close();
      assertThat(lines.next()).isEqualTo("three");
      assertThat(lines.next()).isNull();
    }
  }

  private static void refused(byte[] bytes, String message) {
    assertThatThrownBy(() -> lines(new ByteArrayInputStream(bytes)))
        .isInstanceOf(BadDataException.class)
        .hasMessage(message);
  }

  @Test
  void refusesWhatIsNotUtf8() {
    String advice = "; convert it first, for example with iconv";
    refused(
        "uma\nação\n".getBytes(StandardCharsets.ISO_8859_1),
        "text: expected text in UTF-8, found the byte 0xE7 at byte 5, in line 2" + advice);
    refused(
        "\uFEFFx".getBytes(StandardCharsets.UTF_16LE),
        "text: expected text in UTF-8, found the byte 0xFF at byte 0, in line 1" + advice);
    refused(
        "ab\ncd".getBytes(StandardCharsets.UTF_16BE),
        "text: expected text in UTF-8, found a NUL, as in UTF-16 and in binary data, at byte 0, in"
            + " line 1"
            + advice);
    refused(
        "\uFEFFé\0".getBytes(StandardCharsets.UTF_8),
        "text: expected text in UTF-8, found a NUL, as in UTF-16 and in binary data, at byte 5, in"
            + " line 1"
            + advice);
    refused(
        new byte[] {'a', '\n', 'b', (byte) 0xC3},
        "text: expected text in UTF-8, found the byte 0xC3 at byte 3, in line 2" + advice);
    refused(
        new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
        "text: expected text in UTF-8, found the byte 0xED at byte 0, in line 1" + advice);
  }

  @Test
  void refusesALineThatDoesNotEnd() {
    InputStream zeros =
        new InputStream() {
          @Override
          public int read() {
            return 'a';
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            java.util.Arrays.fill(target, offset, offset + length, (byte) 'a');
            return length;
          }
        };
    assertThatThrownBy(() -> lines(zeros))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "text: expected lines of at most 67108864 bytes, found a longer one at byte 0, in line"
                + " 1");
  }
}
