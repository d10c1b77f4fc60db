package org.unroll.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.dump.Dump.Damage;
import org.unroll.dump.input.FilePart;
import org.unroll.dump.input.InputFiles;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;

/** Lines in every encoding, wherever a file is cut; and files that are no text. */
class TestLines {

  private static final Configuration HADOOP = new Configuration();
  private static final String TEXT = "um\r\n\ndois três\rquatro ação\n\r\n\u010a\u0d0a fim";

  private static final List<String> LINES =
      List.of("um", "", "dois três", "quatro ação", "", "\u010a\u0d0a fim");

  @TempDir private Path folder;

  private static TextFormat skipping(String encoding) {
    return TextFormat.of(encoding, Damage.SKIP);
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("text"), bytes);
  }

  private static List<String> read(Path file, TextFormat format, long size) throws IOException {
    List<String> lines = new ArrayList<>();
    List<LineTally> tallies = new ArrayList<>();
    for (FilePart part :
        Lines.parts(InputFiles.find(List.of(file.toUri().toString()), HADOOP), size)) {
      try (Lines reader = Lines.openReadable(part, format, HADOOP)) {
        reader.forEachRemaining(lines::add);
        tallies.add(reader.takeTally());
      }
    }
    assertThat(LineTally.sum(tallies).kept()).isEqualTo(lines.size());
    return lines;
  }

  private static LineTally tally(Path file, TextFormat format, long size) throws IOException {
    List<LineTally> tallies = new ArrayList<>();
    for (FilePart part :
        Lines.parts(InputFiles.find(List.of(file.toUri().toString()), HADOOP), size)) {
      try (Lines reader = Lines.openReadable(part, format, HADOOP)) {
        reader.forEachRemaining(line -> {});
        tallies.add(reader.takeTally());
      }
    }
    return LineTally.sum(tallies);
  }

  private static void assertRead(Path file, TextFormat format, List<String> lines)
      throws IOException {
    for (long size = 1; size <= Files.size(file); size++) {
      assertThat(read(file, format, size)).as("parts of %d bytes", size).isEqualTo(lines);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void aMarkDecides(String encoding) throws IOException {
    Path file = file(("\uFEFF" + TEXT).getBytes(Charset.forName(encoding)));
    assertRead(file, TextFormat.UTF_8, LINES);
    assertRead(file, TextFormat.of("windows-1252", Damage.REFUSE), LINES);
    Path unmarked = file(TEXT.getBytes(Charset.forName(encoding)));
    assertRead(unmarked, TextFormat.of(encoding, Damage.REFUSE), LINES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ISO-8859-1", "windows-1252", "IBM1047", "UTF-16", "GB18030", "x-UTF-16LE"})
  void aGivenEncoding(String encoding) throws IOException {
    String text = TEXT.replace("\u010a\u0d0a", "ã");
    List<String> lines = new ArrayList<>(LINES);
    lines.set(5, "ã fim");
    Charset charset =
        encoding.equals("UTF-16") ? StandardCharsets.UTF_16BE : Charset.forName(encoding);
    Path file = file(text.getBytes(charset));
    assertRead(file, TextFormat.of(encoding, Damage.REFUSE), lines);
  }

  @Test
  void multibyteEncodings() throws IOException {
    List<String> lines = List.of("日本語 テキスト", "表 ソ 十", "", "終");
    for (String encoding : List.of("Shift_JIS", "EUC-JP", "ISO-2022-JP", "Big5", "GBK", "EUC-KR")) {
      Charset charset = Charset.forName(encoding);
      List<String> encodable = lines.stream().filter(charset.newEncoder()::canEncode).toList();
      Path file = file((String.join("\n", encodable) + "\n").getBytes(charset));
      assertRead(file, TextFormat.of(encoding, Damage.REFUSE), encodable);
    }
  }

  @Test
  void unknownEncodingsAreWrongUsage() {
    for (String name : List.of("latin-9000", "", "a b", "x-JISAutoDetect", "ISO-2022-CN")) {
      assertThatThrownBy(() -> TextFormat.of(name, Damage.REFUSE))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("expected");
    }
  }

  @Test
  void otherEncodingsAreRefused() throws IOException {
    String text = "linha um\n".repeat(1000) + "não\n";
    Path latin1 = file(text.getBytes(StandardCharsets.ISO_8859_1));
    for (long size : new long[] {500, 4096, 1 << 20}) {
      assertThatThrownBy(() -> read(latin1, TextFormat.UTF_8, size))
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining("/text: expected text in UTF-8, found the byte 0xE3 at byte 9001; ")
          .hasMessageContaining("--encoding");
    }
    Path utf16 = file(text.getBytes(StandardCharsets.UTF_16LE));
    assertThatThrownBy(() -> read(utf16, skipping("UTF-8"), 1 << 20))
        .hasMessageContaining("found the control character U+0000 at byte 1;")
        .hasMessageContaining("--encoding UTF-16LE");
    Path bigEndian = file(text.getBytes(StandardCharsets.UTF_16BE));
    assertThatThrownBy(() -> read(bigEndian, TextFormat.UTF_8, 1 << 20))
        .hasMessageContaining("U+0000 at byte 0;")
        .hasMessageContaining("--encoding UTF-16BE");
  }

  @Test
  void binaryFilesAreRefused() throws IOException {
    byte[] zeros = ("a\n".repeat(100) + "b\0c\n").getBytes(StandardCharsets.UTF_8);
    byte[] controls = ("a\n" + "\1\2\3\4\5\6\7\16x\n").getBytes(StandardCharsets.UTF_8);
    for (TextFormat format : List.of(TextFormat.UTF_8, skipping("UTF-8"), skipping("ISO-8859-1"))) {
      Path file = file(zeros);
      assertThatThrownBy(() -> read(file, format, 64))
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining("found the control character U+0000 at byte 201;");
      Path other = file(controls);
      assertThatThrownBy(() -> read(other, format, 64))
          .hasMessageContaining("found the control character U+0001 at byte 2;");
    }
    assertRead(
        file("\33[1mbold\33[0m\ta\f\n".getBytes(StandardCharsets.UTF_8)),
        TextFormat.UTF_8,
        List.of("\33[1mbold\33[0m\ta\f"));
  }

  @Test
  void aFewBrokenLinesAreCounted() throws IOException {
    byte[] text = "linha boa\n".repeat(200).getBytes(StandardCharsets.UTF_8);
    text[503] = (byte) 0xff;
    text[1201] = (byte) 0xc3;
    Path file = file(text);
    for (long size : new long[] {1, 7, 100, 504, 1 << 20}) {
      assertThat(read(file, skipping("UTF-8"), size)).hasSize(198);
      LineTally tally = tally(file, skipping("UTF-8"), size);
      assertThat(tally.read()).isEqualTo(200);
      assertThat(tally.skipped()).isEqualTo(Map.of("undecodable", 2L));
    }
    Path replaced = file("genuine \uFFFD\n".getBytes(StandardCharsets.UTF_8));
    assertRead(replaced, TextFormat.UTF_8, List.of("genuine \uFFFD"));
    Path latin1 = file("não é só\n".repeat(200).getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> tally(latin1, skipping("UTF-8"), 100))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("expected text in UTF-8, found 200 of 200 lines that are not");
  }

  @Test
  void aBrokenPairInUtf16() throws IOException {
    byte[] text = "a\nbc\nd\n".getBytes(StandardCharsets.UTF_16LE);
    text[7] = (byte) 0xd8;
    Path file = file(text);
    for (long size = 1; size < text.length; size++) {
      assertThat(read(file, skipping("UTF-16LE"), size)).containsExactly("a", "d");
    }
    assertThatThrownBy(() -> read(file, TextFormat.of("UTF-16LE", Damage.REFUSE), 100))
        .hasMessageContaining("at byte 6;");
    Path odd = file(java.util.Arrays.copyOf(text, 13));
    assertThat(read(odd, skipping("UTF-16LE"), 100)).containsExactly("a");
  }

  @Test
  void compressedText() throws IOException {
    for (String encoding : List.of("UTF-8", "UTF-16LE")) {
      byte[] text = ("\uFEFF" + TEXT).getBytes(Charset.forName(encoding));
      ByteArrayOutputStream gzip = new ByteArrayOutputStream();
      try (OutputStream out = new GZIPOutputStream(gzip)) {
        out.write(text);
      }
      assertThat(read(file(gzip.toByteArray()), TextFormat.UTF_8, 10)).isEqualTo(LINES);
      ByteArrayOutputStream bzip2 = new ByteArrayOutputStream();
      try (OutputStream out = new BZip2CompressorOutputStream(bzip2)) {
        out.write(text);
      }
      assertThat(read(file(bzip2.toByteArray()), TextFormat.UTF_8, 10)).isEqualTo(LINES);
    }
    ByteArrayOutputStream latin1 = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(latin1)) {
      out.write("a\nç\n".getBytes(StandardCharsets.ISO_8859_1));
    }
    Path file = file(latin1.toByteArray());
    assertThatThrownBy(() -> read(file, TextFormat.UTF_8, 10))
        .hasMessageContaining("found the byte 0xE7 at byte 2 of its text;");
  }

  private static List<String> numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> "linha " + i + " de " + i * 7919).toList();
  }

  private static int number(String line) {
    return Integer.parseInt(line.split(" ")[1]);
  }

  private static byte[] bytes(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text);
    }
    return bytes.toByteArray();
  }

  /** In blocks of some 100 KB. */
  private static byte[] bzip2(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new BZip2CompressorOutputStream(bytes, 1)) {
      out.write(text);
    }
    return bytes.toByteArray();
  }

  private void assertRefused(Path file, TextFormat format) {
    assertThatThrownBy(() -> read(file, format, 1 << 20))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("cannot read " + file.toUri().toString().substring(0, 5))
        .hasMessageContaining("; fetch the file again, or skip and count");
  }

  @Test
  void aTruncatedGzipFile() throws IOException {
    List<String> lines = numbered(20_000);
    byte[] whole = gzip(bytes(lines));
    for (int length : new int[] {whole.length - 4, whole.length / 2, 40, 3}) {
      Path file = file(java.util.Arrays.copyOf(whole, length));
      assertRefused(file, TextFormat.UTF_8);
      List<String> kept = read(file, skipping("UTF-8"), 1 << 20);
      assertThat(kept).isEqualTo(lines.subList(0, kept.size()));
      assertThat(kept.size() / (double) lines.size())
          .isCloseTo(length / (double) whole.length, within(0.05));
      LineTally tally = tally(file, skipping("UTF-8"), 1 << 20);
      assertThat(tally.damagedBytes()).isEqualTo(length);
      assertThat(tally.skipped()).isEmpty();
    }
  }

  @Test
  void theGzipMembersAfterADamagedOne() throws IOException {
    List<String> lines = numbered(3_000);
    byte[] first = gzip(bytes(lines.subList(0, 1000)));
    byte[] second = gzip(bytes(lines.subList(1000, 2000)));
    byte[] third = gzip(bytes(lines.subList(2000, 3000)));
    second[12] ^= 0x7f;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] member : List.of(first, second, third)) {
      all.write(member);
    }
    Path file = file(all.toByteArray());
    assertRefused(file, TextFormat.UTF_8);
    List<String> kept = read(file, skipping("UTF-8"), 1 << 20);
    assertThat(kept).startsWith(lines.subList(0, 1000).toArray(String[]::new));
    assertThat(kept).endsWith(lines.subList(2001, 3000).toArray(String[]::new));
    assertThat(tally(file, skipping("UTF-8"), 1 << 20).damagedBytes()).isEqualTo(second.length);
  }

  @Test
  void theBzip2BlocksAroundADamagedOne() throws IOException {
    List<String> lines = numbered(30_000);
    byte[] whole = bzip2(bytes(lines));
    for (int at : new int[] {14, whole.length / 2, whole.length - 20}) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      Path file = file(damaged);
      assertRefused(file, TextFormat.UTF_8);
      List<String> kept = read(file, skipping("UTF-8"), 1 << 20);
      assertThat(kept)
          .isSubsetOf(lines)
          .isSortedAccordingTo(Comparator.comparing(TestLines::number));
      assertThat(kept.size()).isBetween(lines.size() / 2, lines.size() - 100);
      assertThat(tally(file, skipping("UTF-8"), 1 << 20).damagedBytes())
          .isBetween(1000L, whole.length / 3L);
    }
  }

  @Test
  void damagedTextInUtf16IsRefused() throws IOException {
    byte[] whole = bzip2("linha\n".repeat(60_000).getBytes(StandardCharsets.UTF_16LE));
    whole[14] ^= 0x10;
    assertRefused(file(whole), skipping("UTF-16LE"));
  }
}
