package org.unroll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.dump.SampleDump;
import org.unroll.testing.LocalSpark;

/** What cannot be used is refused in one line, with the right exit code, and leaves nothing. */
class TestBadInput {

  private static final int ANYTHING_ELSE = 1;
  private static final int WRONG_USAGE = 2;
  private static final int BAD_DATA = 65;

  @TempDir private Path folder;

  @BeforeEach
  void begin() {
    LocalSpark.session();
  }

  private Path out() {
    return folder.resolve("out");
  }

  private void expect(CommandRun run, int exitCode, String message) throws IOException {
    List<String> lines = run.err().lines().toList();
    assertThat(lines.get(lines.size() - 1)).startsWith("unroll: ").contains(message);
    // Before it stands at most what was done until then.
    assertThat(lines.subList(0, lines.size() - 1)).allMatch(line -> line.contains(" tasks in "));
    assertThat(run.exitCode()).isEqualTo(exitCode);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".") || name.equals("out"));
    }
  }

  private CommandRun run(String command, Path dump, String... more) {
    String[] arguments =
        Stream.concat(
                Stream.of(command, "--dump", dump.toString(), "--out", out().toString()),
                Arrays.stream(more))
            .toArray(String[]::new);
    return CommandRun.of(arguments);
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private Path bzip2(String content, int length, int damaged) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream out = new BZip2CompressorOutputStream(bytes)) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    byte[] stored = bytes.toByteArray();
    stored[stored.length + damaged] ^= 1;
    return Files.write(folder.resolve("dump.bz2"), Arrays.copyOf(stored, stored.length + length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"extract", "prepare"})
  void aMissingPath(String command) throws IOException {
    Path none = folder.resolve("none.xml");
    expect(run(command, none), BAD_DATA, "expected a file or folder, found nothing at " + none);
  }

  @Test
  void anEmptyFile() throws IOException {
    expect(run("extract", file("empty.xml", "")), BAD_DATA, "empty.xml, found an empty file");
  }

  @Test
  void aDumpWithoutPages() throws IOException {
    expect(run("extract", file("d.xml", SampleDump.xml())), BAD_DATA, "expected pages in the dump");
  }

  @ParameterizedTest
  @ValueSource(strings = {"extract", "prepare"})
  void aDumpWithoutArticles(String command) throws IOException {
    String talk = SampleDump.page(1, 1, "Talk:A", "", "x");
    expect(
        run(command, file("d.xml", SampleDump.xml(talk, talk))),
        BAD_DATA,
        "expected at least one article in the dump, found 2 pages and kept none of them:"
            + " {namespace=2}");
  }

  @Test
  void whatIsNoDump() throws IOException {
    expect(run("extract", file("d.xml", "just text\n")), BAD_DATA, "d.xml: malformed XML");
    expect(run("extract", file("d.html", "<html/>")), BAD_DATA, "found <html>");
  }

  @Test
  void malformedXml() throws IOException {
    String good = SampleDump.page(1, "Um", "x");
    String bad = good.replace("</text>", "</txt>");
    expect(
        run("extract", file("d.xml", SampleDump.xml(good, bad))),
        BAD_DATA,
        "d.xml, page 'Um' (id 1) at byte 313: malformed XML");
  }

  @Test
  void aTruncatedDump() throws IOException {
    String xml = SampleDump.xml(SampleDump.page(1, "Um", "x"));
    expect(
        run("extract", file("d.xml", xml.substring(0, xml.length() - 15))),
        BAD_DATA,
        "malformed XML: Unexpected end");
  }

  @Test
  void aDocumentType() throws IOException {
    String xml = "<!DOCTYPE m [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + SampleDump.xml();
    expect(run("extract", file("d.xml", xml)), BAD_DATA, "expected no document type, found one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"extract", "prepare"})
  void truncatedBzip2(String command) throws IOException {
    Path dump = bzip2(SampleDump.xml(SampleDump.page(1, "Um", "x")), -20, -1);
    expect(
        run(command, dump),
        BAD_DATA,
        "dump.bz2: damaged bzip2 data at byte 4: expected the rest of a block, found");
  }

  @Test
  void damagedBzip2() throws IOException {
    Path dump = bzip2(SampleDump.xml(SampleDump.page(1, "Um", "x")), 0, -40);
    expect(run("extract", dump), BAD_DATA, "dump.bz2: damaged bzip2 data at byte 4: found");
  }

  @Test
  void lessThanAWindow() throws IOException {
    Path dump = file("d.xml", SampleDump.xml(SampleDump.page(1, "Um", "Um texto.")));
    expect(run("prepare", dump), BAD_DATA, "expected at least one window");
  }

  @Test
  void aVocabularyOfNothing() throws IOException {
    Path dump = SampleDump.write(folder.resolve("d.xml"), 50);
    expect(
        run("prepare", dump, "--set", "text.maxVocabulary=0"),
        WRONG_USAGE,
        "text.maxVocabulary must be at least 4");
    expect(
        run("prepare", dump, "--set", "text.minCount=1000000"),
        BAD_DATA,
        "expected words that occur at least text.minCount = 1000000 times");
  }

  @Test
  void aVocabularyLargerThanTheCorpusTakesAllWords() throws IOException {
    Path dump = SampleDump.write(folder.resolve("d.xml"), 50);
    CommandRun run = run("prepare", dump, "--set", "text.maxVocabulary=2000000000");
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"extract", "prepare"})
  void aFolderOfSomethingElse(String command) throws IOException {
    Path dump = SampleDump.write(folder.resolve("d.xml"), 50);
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("notes.txt"), "mine");
    CommandRun run = CommandRun.of(command, "--dump", dump.toString(), "--out", other.toString());
    expect(run, WRONG_USAGE, "found a folder of something else");
    assertThat(other.resolve("notes.txt")).hasContent("mine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"extract", "prepare"})
  void aPlaceThatCannotBeWritten(String command) throws IOException {
    Path dump = SampleDump.write(folder.resolve("d.xml"), 50);
    CommandRun run = CommandRun.of(command, "--dump", dump.toString(), "--out", "/proc/none/out");
    expect(run, ANYTHING_ELSE, "cannot create file:/proc/none");
  }
}
