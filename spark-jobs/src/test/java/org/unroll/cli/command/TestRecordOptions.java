package org.unroll.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.dataset.Split;
import org.unroll.dump.Dump.Damage;
import org.unroll.errors.ConfigurationException;
import org.unroll.records.InputPath;
import org.unroll.records.LineRecords;
import org.unroll.records.ParallelRecords;
import org.unroll.records.ParquetRecords;
import org.unroll.records.RecordInput;
import org.unroll.records.TableRecords;
import org.unroll.records.formats.ColumnNames;
import org.unroll.records.formats.ConllFormat;
import org.unroll.records.formats.CsvFormat;
import org.unroll.records.formats.TsvFormat;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The options that name labelled data. */
class TestRecordOptions {

  @Command
  private static final class Reading {
    @Mixin private RecordOptions options = new RecordOptions();
  }

  private static RecordOptions parse(String arguments) {
    Reading command = new Reading();
    new CommandLine(command).parseArgs(arguments.split(" +"));
    return command.options;
  }

  private static RecordInput input(String arguments) {
    return parse(arguments).input();
  }

  @ParameterizedTest
  @CsvSource({
    "a.tsv,tsv", "a.TAB.gz,tsv", "x/b.csv.bz2,csv", "b.jsonl,jsonl", "*.ndjson,jsonl",
    "part.json,jsonl", "c.conll,conll", "c.iob2,conll", "d.txt,text", "folder.parquet/,parquet",
    "label=pos:b.txt,text"
  })
  void theNameTellsTheFormat(String path, String format) {
    assertThat(input("--input " + path).options().getString("format")).isEqualTo(format);
  }

  @Test
  void splitsAndColumns() {
    Map<Optional<Split>, RecordInput> splits =
        parse("--input test=t.csv --input train=label=pos:a=:hdfs://host/a.csv train=file:/b.csv")
            .bySplit();
    assertThat(splits.keySet()).containsExactly(Optional.of(Split.TRAIN), Optional.of(Split.TEST));
    LineRecords train = (LineRecords) splits.get(Optional.of(Split.TRAIN));
    assertThat(train.paths())
        .containsExactly(
            new InputPath("hdfs://host/a.csv", Map.of("label", "pos", "a", "")),
            new InputPath("file:/b.csv"));
    LineRecords named =
        (LineRecords) input("--input ./label=pos:x.txt /d/k=v/x.txt hdfs://h/k=v:x.txt");
    assertThat(named.paths())
        .extracting(InputPath::path)
        .containsExactly("./label=pos:x.txt", "/d/k=v/x.txt", "hdfs://h/k=v:x.txt");
    assertThat(parse("--table train=a.b --table test=c").bySplit())
        .isEqualTo(
            Map.of(
                Optional.of(Split.TRAIN), new TableRecords("a.b"),
                Optional.of(Split.TEST), new TableRecords("c")));
  }

  @Test
  void formatsWithTheirOptions() {
    assertThat(format("--input a.csv --separator tab --no-header"))
        .isEqualTo(new CsvFormat(ColumnNames.NUMBERS, '\t'));
    assertThat(format("--input a.conll --separator \\t --word-column 2 --tag-column 4"))
        .isEqualTo(new ConllFormat("\t", 2, 4));
    assertThat(((TsvFormat) format("--input a --format TSV --columns p1..p2,y")).options())
        .hasToString(new TsvFormat(ColumnNames.of(List.of("p1", "p2", "y"))).options().toString());
    LineRecords latin1 = (LineRecords) input("--input a.txt --encoding latin1 --skip-corrupt");
    assertThat(latin1.text().encodingName()).isEqualTo("ISO-8859-1");
    assertThat(latin1.text().damage()).isEqualTo(Damage.SKIP);
    assertThat(latin1.options().root().unwrapped())
        .isEqualTo(Map.of("format", "text", "encoding", "ISO-8859-1", "damage", "skip"));
    assertThat(input("--input a.en --target a.de")).isInstanceOf(ParallelRecords.class);
    assertThat(input("--input a --format parquet")).isInstanceOf(ParquetRecords.class);
    assertThat(new RecordOptions().given()).isFalse();
    assertThat(parse("--table a").given()).isTrue();
  }

  private static Object format(String arguments) {
    return ((LineRecords) input(arguments)).format();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|expected exactly one of --input and --table, found neither",
        "--input a --table b|expected exactly one of --input and --table, found both",
        "--input a.data|expected paths whose names tell one format, found a.data; give --format with"
            + " one of tsv, csv, jsonl, conll, text, parallel, parquet",
        "--input a.csv b.tsv|expected paths whose names tell one format, found a.csv, b.tsv; give"
            + " --format with one of tsv, csv, jsonl, conll, text, parallel, parquet",
        "--input a --format xml|expected a format, one of tsv, csv, jsonl, conll, text, parallel,"
            + " parquet, found xml",
        "--input train=a.csv b.csv|--input expects a split with all of them or with none, found"
            + " [train=a.csv, b.csv]",
        "--input train=a.csv|expected --input PATH without a split, found splits",
        "--table train=a|expected --table NAME without a split, found splits",
        "--table a b|expected one table, found [a, b]",
        "--table train=a train=b|expected one table of the split train, found [a, b]",
        "--table a --encoding latin1|--encoding does not apply to tables, found it with them",
        "--input a.txt --no-header|--no-header does not apply to text files, found it with them",
        "--input a.tsv --separator ;|--separator does not apply to tsv files, found it with them",
        "--input a.csv --tag-column 3|--tag-column does not apply to csv files, found it with them",
        "--input a.parquet --skip-corrupt|--skip-corrupt does not apply to parquet files, found it"
            + " with them",
        "--input a.csv --format csv --target b|--target does not apply to csv files, found it with"
            + " them",
        "--input a.csv --separator ab|--separator of csv files expects one character or tab, found"
            + " 'ab'",
        "--input a.csv --columns a,a|expected names of columns, each another, found 'a' twice",
        "--input a --format parallel|expected --target for the same splits as --input, found none",
        "--input train=a --target test=b|expected --target for the same splits as --input, found"
            + " [test=b]",
        "--input a b --target c|expected as many paths of targets as of sources, found 1 of targets"
            + " and 2 of sources",
        "--input x=1:x=2:a.csv|--input expects a column once before a path, found x=1:x=2:a.csv",
        "--input a.conll --word-column 0|the number of the column with the words must be at least 1,"
            + " found 0"
      })
  void refused(String arguments, String message) {
    assertThatThrownBy(() -> parse(arguments.isEmpty() ? "--no-header" : arguments).input())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }
}
