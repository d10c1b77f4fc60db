package org.unroll.records;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.dump.Dump.Damage;
import org.unroll.dump.input.FilePart;
import org.unroll.dump.input.InputFile;
import org.unroll.dump.input.InputFiles;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.lines.TextFormat;
import org.unroll.output.JobContext;
import org.unroll.output.TaskErrors;
import org.unroll.progress.Progress;
import org.unroll.records.formats.ColumnNames;
import org.unroll.records.formats.ConllFormat;
import org.unroll.records.formats.CsvFormat;
import org.unroll.records.formats.JsonLinesFormat;
import org.unroll.records.formats.LineFormat;
import org.unroll.records.formats.TextLinesFormat;
import org.unroll.records.formats.TsvFormat;
import org.unroll.testing.LocalSpark;

/** Records in text files of every format, and what is refused in them. */
class TestLineRecords {

  private static final TextFormat SKIP = TextFormat.of("UTF-8", Damage.SKIP);
  private static final LineFormat TSV = new TsvFormat(ColumnNames.HEADER);
  private static final LineFormat CSV = new CsvFormat(ColumnNames.HEADER);
  private static final LineFormat JSON = new JsonLinesFormat();
  private static final LineFormat CONLL = new ConllFormat();

  @TempDir private Path folder;

  private final JobContext job = new JobContext(LocalSpark.context(), Progress.silent());

  private Path file(String text) throws IOException {
    return file("data", text.getBytes(UTF_8));
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static LineRecords input(Path file, LineFormat format, TextFormat text) {
    return new LineRecords(List.of(new InputPath(file.toString())), format, text);
  }

  private List<InputRecord> read(RecordInput input) {
    return TaskErrors.unwrap(() -> input.read(job).collect());
  }

  private List<InputRecord> read(LineFormat format, String text) throws IOException {
    InputFile file = InputFiles.find(List.of(file(text).toString()), job.hadoop()).get(0);
    LinePart whole =
        new LinePart(new FilePart(file, 0, file.length()), 0, new String[0], new String[0]);
    List<InputRecord> records = new ArrayList<>();
    try (PartRecords part = PartRecords.open(whole, format, TextFormat.UTF_8, job.hadoop())) {
      part.forEachRemaining(records::add);
    }
    return records;
  }

  private static List<List<Object>> values(List<InputRecord> records) {
    List<List<Object>> all = new ArrayList<>();
    for (InputRecord record : records) {
      List<Object> values = new ArrayList<>();
      for (Object value : record.values().values()) {
        values.add(value instanceof String[] texts ? List.of(texts) : value);
      }
      all.add(values);
    }
    return all;
  }

  private List<List<Object>> values(LineFormat format, String text) throws IOException {
    return values(read(format, text));
  }

  private void assertRefused(LineFormat format, String text, String message) throws IOException {
    assertThatThrownBy(() -> read(format, text))
        .isInstanceOf(BadDataException.class)
        .hasMessage("file:" + folder + "/data" + message);
  }

  @Test
  void tabs() throws IOException {
    List<InputRecord> records = read(TSV, "text\tlabel\r\na \"b\"\tpos\r\n\r\n\tneg\r\n");
    assertThat(values(records)).containsExactly(List.of("a \"b\"", "pos"), List.of("", "neg"));
    assertThat(records.get(1).place()).isEqualTo("file:" + folder + "/data, line 4");
    assertThat(records.get(1).columns()).containsExactly("text", "label");
    assertThat(values(TSV, "text\na\n\nb"))
        .containsExactly(List.of("a"), List.of(""), List.of("b"));
    assertThat(values(TSV, "text\tlabel\n")).isEmpty();
    assertThat(values(TSV, "\uFEFFtext\tlabel\na\tb\n")).containsExactly(List.of("a", "b"));
    assertThat(read(TSV, "\uFEFFtext\tlabel\na\tb\n").get(0).text("text")).isEqualTo("a");
  }

  @Test
  void tabsRefused() throws IOException {
    assertRefused(
        TSV,
        "text\tlabel\na\tb\nc\td\te\n",
        ", line 3: expected 2 columns separated by tabs, found 3; a text with a tab in it needs"
            + " another format, such as csv or jsonl");
    assertRefused(
        TSV, "text\tlabel\nabc\n", ", line 2: expected 2 columns separated by tabs, found 1");
    assertRefused(
        TSV,
        "text\tlabel\ttext\n",
        ", line 1: expected the names of the columns, each another, found 'text' twice; give"
            + " --columns if the file has no header");
    assertRefused(
        TSV,
        "text\t\n",
        ", line 1: expected the names of the columns, each another, found no name for column 2;"
            + " give --columns if the file has no header");
    assertRefused(
        TSV,
        "\"text\"\t\"label\"\n",
        ", line 1: expected names of columns without quotes, found \"text\"; read files with quotes"
            + " with --format csv --separator tab");
    assertThatThrownBy(() -> read(TSV, ""))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("expected data in file:" + folder + "/data, found an empty file");
  }

  @Test
  void withoutHeader() throws IOException {
    LineFormat named = new TsvFormat(ColumnNames.of(List.of("text", "label")));
    assertThat(read(named, "a\tb\nc\td\n").get(0).text("label")).isEqualTo("b");
    assertThat(values(named, "a\tb\nc\td\n")).hasSize(2);
    LineFormat numbered = new CsvFormat(ColumnNames.NUMBERS);
    assertThat(read(numbered, "1,2,x\n3,4,y\n").get(1).values())
        .isEqualTo(Map.of("1", "3", "2", "4", "3", "y"));
    assertRefused(
        named,
        "a\tb\tc\n",
        ", line 1: expected 2 columns separated by tabs, found 3; a text with"
            + " a tab in it needs another format, such as csv or jsonl");
    assertThat(ColumnNames.list("pixel1..pixel3, label"))
        .containsExactly("pixel1", "pixel2", "pixel3", "label");
    assertThat(ColumnNames.list("9..11")).containsExactly("9", "10", "11");
    assertThat(ColumnNames.list("a..b")).containsExactly("a..b");
    assertThatThrownBy(() -> ColumnNames.list("p3..p1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "expected a range of columns from a number to a larger one, of at most 100,000 columns,"
                + " found p3..p1");
    assertThatThrownBy(() -> ColumnNames.of(List.of("a", "a")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("expected names of columns, each another, found 'a' twice");
  }

  @Test
  void commas() throws IOException {
    List<InputRecord> records =
        read(
            CSV,
            "\"text\",label\r\n\"a, \"\"b\"\"\",pos\r\n\"two\r\nlines\",neg\n\n# no comment, 5\"\n"
                + "\"\",\n 'x' ,\" y \"\n");
    assertThat(values(records))
        .containsExactly(
            List.of("a, \"b\"", "pos"),
            List.of("two\nlines", "neg"),
            List.of("# no comment", " 5\""),
            List.of("", ""),
            List.of(" 'x' ", " y "));
    assertThat(records.stream().map(InputRecord::number)).containsExactly(2L, 3L, 6L, 7L, 8L);
    assertThat(values(new CsvFormat(ColumnNames.HEADER, '\t'), "\"a\"\tb\n\"1\t2\"\t3\n"))
        .containsExactly(List.of("1\t2", "3"));
    assertThat(values(CSV, "text,label\n")).isEmpty();
    assertThat(values(CSV, "text\n\na\n")).containsExactly(List.of(""), List.of("a"));
  }

  @Test
  void commasRefused() throws IOException {
    assertRefused(
        CSV, "a,b\n1,2\n\"x\ny\"\n", ", line 3: expected 2 columns separated by ',', found 1");
    assertRefused(
        CSV,
        "a,b\n1,\"2\n3,4\n",
        ", line 2: expected a quote that ends the value, found none in 2 lines");
    assertRefused(
        CSV,
        "a,b\n1,\"x\"y\n3,4\n",
        ", line 2: expected quotes around a whole value, and doubled in it, found 1,\"x\"y");
    assertRefused(
        CSV,
        "a,a\n",
        ", line 1: expected the names of the columns, each another, found 'a' twice; give --columns"
            + " if the file has no header");
    assertThatThrownBy(() -> new CsvFormat(ColumnNames.HEADER, '"'))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void json() throws IOException {
    List<InputRecord> records =
        read(
            JSON,
            "{\"text\":\"a\\nb\",\"label\":1,\"tags\":[\"x\",\"y\"],\"features\":[1,2.5],\"n\":null}\n\n"
                + "{\"text\":\"c\",\"meta\":{\"k\":[1]},\"mixed\":[\"a\",1]}\n");
    InputRecord first = records.get(0);
    assertThat(first.text("text")).isEqualTo("a\nb");
    assertThat(first.text("label")).isEqualTo("1");
    assertThat(first.texts("tags")).containsExactly("x", "y");
    assertThat(first.texts("text")).containsExactly("a\nb");
    assertThat(first.numbers("features", "label")).containsExactly(1, 2.5f, 1);
    InputRecord second = records.get(1);
    String place = "file:" + folder + "/data, line 3: ";
    assertThat(second.value("meta")).hasToString("{\"k\":[1]}");
    assertThatThrownBy(() -> second.text("meta"))
        .isInstanceOf(BadDataException.class)
        .hasMessage(place + "expected a text in the column meta, found a nested value");
    assertThatThrownBy(() -> second.texts("mixed"))
        .hasMessage(place + "expected texts in the column mixed, found an array with the number 1");
    assertThatThrownBy(() -> first.text("n"))
        .hasMessageEndingWith("line 1: expected a text in the column n, found null");
    assertThatThrownBy(() -> second.text("txet"))
        .hasMessage(
            place + "expected the column txet, found only text, meta, mixed; did you mean text?");
    assertThatThrownBy(() -> first.text("features"))
        .hasMessageEndingWith("expected a text in the column features, found an array of numbers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1]|expected a JSON object on the line, found [1]",
        "abc|expected a JSON object, found Unrecognized token 'abc': was expecting",
        "{\"a\":1,\"a\":2}|expected a JSON object, found Duplicate field 'a'",
        "{\"a\":1|expected a JSON object, found Unexpected end-of-input",
        "{\"a\":NaN}|expected a JSON object, found Non-standard token 'NaN'",
        "{} {}|expected a JSON object, found Trailing token"
      })
  void jsonRefused(String line, String message) {
    assertThatThrownBy(() -> read(JSON, "{\"a\":1}\n" + line + "\n"))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("file:" + folder + "/data, line 2: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "1f|'1f'",
        "0x1|'0x1'",
        "NaN|'NaN'",
        "Infinity|'Infinity'",
        " |' '",
        "``|an empty text",
        "1 2|'1 2'",
        "--1|'--1'",
        "1e|'1e'",
        "x|'x'"
      })
  void noNumbers(String text, String found) throws IOException {
    InputRecord record = read(CSV, "a,b\n1," + text + "\n").get(0);
    assertThatThrownBy(() -> record.numbers("a", "b"))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "file:" + folder + "/data, line 2: expected a number in the column b, found " + found);
  }

  @Test
  void numbers() throws IOException {
    InputRecord record = read(CSV, "a,b,c\n -1.5,+2e3,.5\n").get(0);
    assertThat(record.numbers("c", "a", "b")).containsExactly(.5f, -1.5f, 2000);
    assertThat(record.numbers()).isEmpty();
    String place = "file:" + folder + "/data, line 1: ";
    InputRecord odd = read(JSON, "{\"a\":1e39,\"b\":[1,null],\"c\":[],\"d\":[1,\"2\"]}\n").get(0);
    assertThatThrownBy(() -> odd.numbers("a"))
        .hasMessage(
            place
                + "expected a finite number of single precision in the column a, found the number"
                + " 1.0E39");
    assertThatThrownBy(() -> odd.numbers("b"))
        .hasMessage(place + "expected a number in the column b, found null");
    assertThat(odd.numbers("c")).isEmpty();
    assertThat(odd.numbers("d")).containsExactly(1, 2);
    assertThat(odd.numbersOfWidth(2, "d")).containsExactly(1, 2);
    assertThatThrownBy(() -> odd.numbersOfWidth(3, "d"))
        .isInstanceOf(BadDataException.class)
        .hasMessage(place + "expected 3 numbers in d, as in the records before, found 2");
  }

  @Test
  void sentences() throws IOException {
    String text =
        "# a comment of some words\n-DOCSTART- -X- O\n\nEU NNP B-ORG\nrejects  VBZ\tO\n \n\n"
            + "# text = of the sentence\n# O O\n# x O\r\n. . O\n\n-DOCSTART- -X- O\n# one\n\nEnd NN O";
    List<InputRecord> records = read(CONLL, text);
    assertThat(values(records))
        .containsExactly(
            List.of(List.of("EU", "rejects"), List.of("B-ORG", "O")),
            List.of(List.of("#", "#", "."), List.of("O", "O", "O")),
            List.of(List.of("End"), List.of("O")));
    assertThat(records.stream().map(InputRecord::number)).containsExactly(4L, 9L, 16L);
    LineFormat chosen = new ConllFormat("\t", 2, 4);
    assertThat(values(chosen, "# id 1\n1\ta b\tX\tO\n2\tc\tY\tB-A\n\n"))
        .containsExactly(List.of(List.of("a b", "c"), List.of("O", "B-A")));
    InputRecord words = read(CONLL, "one\ntwo\n\nthree\n").get(0);
    assertThat(words.texts("words")).containsExactly("one", "two");
    assertThatThrownBy(() -> words.texts("tags"))
        .hasMessageEndingWith("line 1: expected the column tags, found only words");
    assertThat(values(CONLL, "\n\n-DOCSTART- -X- O\n\n")).isEmpty();
  }

  @Test
  void sentencesRefused() throws IOException {
    assertRefused(
        CONLL,
        "a X O\n\nb O\nc X O\n",
        ", line 3: expected 3 columns, as in the lines before, found 2: 'b O'");
    assertRefused(
        CONLL,
        "a O\nb c O\n",
        ", line 2: expected 2 columns, as in the lines before, found 3: 'b c O'");
    LineFormat tabs = new ConllFormat("\t", null, null);
    assertRefused(tabs, "a\tO\nb\t\n", ", line 2: expected a tag in column 2, found nothing");
    LineFormat third = new ConllFormat(null, null, 3);
    assertThatThrownBy(() -> read(third, "a O\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("expected tags in column 3, found only 2 columns in file:" + folder + "/data");
    assertThatThrownBy(() -> new ConllFormat(null, 0, null))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("the number of the column with the words must be at least 1, found 0");
  }

  @Test
  void encodingsAndCompression() throws IOException {
    for (String encoding : List.of("UTF-16LE", "UTF-8")) {
      byte[] bytes = "\uFEFFtext,label\nação,a\n".getBytes(Charset.forName(encoding));
      assertThat(read(input(file("x", bytes), CSV, TextFormat.UTF_8)).get(0).text("text"))
          .isEqualTo("ação");
    }
    Path zipped = folder.resolve("zipped");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write("naïve\ncafé\n".getBytes(ISO_8859_1));
    }
    TextFormat latin1 = TextFormat.of("ISO-8859-1", Damage.REFUSE);
    assertThat(values(read(input(zipped, new TextLinesFormat(), latin1))))
        .containsExactly(List.of("naïve"), List.of("café"));
    assertThatThrownBy(() -> read(input(zipped, new TextLinesFormat(), TextFormat.UTF_8)))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("expected text in UTF-8, found the byte 0xEF at byte 2");
  }

  @Test
  void damagedRecordsAreCounted() throws IOException {
    String good = "a,b\n".repeat(100);
    byte[] bytes =
        ("x,y\n" + good + "1,\"2\n3,4\n5\n\"6\"7,8\n9,?\n\"u\nv?\nw\",0\n").getBytes(UTF_8);
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = bytes[index] == '?' ? (byte) 0xff : bytes[index];
    }
    LineRecords input = input(file("csv", bytes), CSV, SKIP);
    assertThat(values(read(input))).hasSize(101).contains(List.of("3", "4"));
    RecordTally tally = input.tally(job);
    assertThat(tally.kept()).isEqualTo(101);
    assertThat(tally.skipped()).isEqualTo(Map.of("columns", 1L, "quotes", 2L, "undecodable", 3L));

    byte[] sentences = "a O\nb O\n\n".repeat(50).getBytes(UTF_8);
    sentences[4 + 9] = (byte) 0xff;
    sentences[4 + 3 * 9 + 1] = '_';
    LineRecords conll = input(file("conll", sentences), CONLL, SKIP);
    assertThat(values(read(conll)))
        .hasSize(48)
        .containsOnly(List.of(List.of("a", "b"), List.of("O", "O")));
    assertThat(conll.tally(job).skipped()).isEqualTo(Map.of("columns", 1L, "undecodable", 2L));

    assertThatThrownBy(() -> input(file("a\tb\n" + "c\n".repeat(20)), TSV, SKIP).tally(job))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "file:"
                + folder
                + "/data: expected few damaged records, found 20 of 20: {columns=20}; check"
                + " --format, --separator and --encoding");
    byte[] header = "\u00ff\tb\nc\td\n".getBytes(ISO_8859_1);
    assertThatThrownBy(() -> read(input(file("h", header), TSV, SKIP)))
        .hasMessageEndingWith(
            "/h, line 1: expected the names of the columns, found a line that is not in the"
                + " encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tsv", "jsonl", "text"})
  void partsKeepTheOrderAndTheNumbersOfLines(String kind) throws IOException {
    StringBuilder text = new StringBuilder(kind.equals("tsv") ? "n\ttext\n" : "");
    String filling = "x".repeat(600);
    for (int line = 0; line < 6000; line++) {
      text.append(
          switch (kind) {
            case "tsv" -> line + "\t" + filling + "\r\n";
            case "jsonl" -> "{\"n\":" + line + ",\"text\":\"" + filling + "\"}\n";
            default -> line + " " + filling + "\n";
          });
    }
    LineFormat format =
        switch (kind) {
          case "tsv" -> TSV;
          case "jsonl" -> JSON;
          default -> new TextLinesFormat();
        };
    Path first = file("1", text.toString().getBytes(UTF_8));
    Path second = file("2", text.toString().getBytes(UTF_8));
    LineRecords input =
        new LineRecords(
            List.of(new InputPath(second.toString()), new InputPath(first.toString())),
            format,
            TextFormat.UTF_8);
    assertThat(input.read(job).getNumPartitions()).isGreaterThan(6);
    List<InputRecord> records = read(input);
    assertThat(records).hasSize(12000);
    int header = kind.equals("tsv") ? 2 : 1;
    for (int index = 0; index < records.size(); index++) {
      InputRecord record = records.get(index);
      assertThat(record.number()).isEqualTo(index % 6000 + header);
      assertThat(record.source()).isEqualTo("file:" + (index < 6000 ? second : first));
      String number = kind.equals("text") ? record.text("text").split(" ")[0] : record.text("n");
      assertThat(number).isEqualTo(String.valueOf(index % 6000));
    }
  }

  @Test
  void columnsGivenWithPaths() throws IOException {
    Path good = file("good", "fine\n".getBytes(UTF_8));
    Path bad = file("bad", "poor\n".getBytes(UTF_8));
    LineRecords input =
        new LineRecords(
            List.of(
                new InputPath(good.toString(), Map.of("label", "pos")),
                new InputPath(bad.toString(), Map.of("label", "neg"))),
            new TextLinesFormat(),
            TextFormat.UTF_8);
    assertThat(values(read(input))).containsExactly(List.of("fine", "pos"), List.of("poor", "neg"));
    assertThat(input.options().getStringList("path-columns"))
        .containsExactly("{label=pos}", "{label=neg}");
    LineRecords twice =
        new LineRecords(
            List.of(new InputPath(file("label\nx\n").toString(), Map.of("label", "pos"))),
            TSV,
            TextFormat.UTF_8);
    assertThatThrownBy(() -> read(twice))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "file:"
                + folder
                + "/data, line 2: expected no column label, as its value is given with the path,"
                + " found one in the file; give it another name");
  }

  @Test
  void manyColumnsAreNotAllNamed() throws IOException {
    String header = String.join(",", ColumnNames.list("p1..p64"));
    InputRecord record = read(CSV, header + "\n" + "0,".repeat(63) + "0\n").get(0);
    assertThat(record.numbers(header.split(","))).hasSize(64);
    assertThatThrownBy(() -> record.text("label"))
        .hasMessageContaining("expected the column label, found only p1, p2,")
        .hasMessageEndingWith("p20 and 44 more");
    assertThat(Arrays.asList(header.split(","))).isEqualTo(record.columns());
  }
}
