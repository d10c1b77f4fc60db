package org.unroll.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.unroll.dataset.Split;
import org.unroll.dump.Dump.Damage;
import org.unroll.errors.ConfigurationException;
import org.unroll.lines.TextFormat;
import org.unroll.records.InputPath;
import org.unroll.records.LineRecords;
import org.unroll.records.ParallelRecords;
import org.unroll.records.ParquetRecords;
import org.unroll.records.RecordFormat;
import org.unroll.records.RecordInput;
import org.unroll.records.TableRecords;
import org.unroll.records.formats.ColumnNames;
import org.unroll.records.formats.ConllFormat;
import org.unroll.records.formats.CsvFormat;
import org.unroll.records.formats.JsonLinesFormat;
import org.unroll.records.formats.LineFormat;
import org.unroll.records.formats.TextLinesFormat;
import org.unroll.records.formats.TsvFormat;
import picocli.CommandLine.Option;

/** The options of the commands that read labelled data. */
final class RecordOptions {

  @Option(
      names = "--input",
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Files, folders or globs with the data; or, several times, train=PATH, validation=PATH"
              + " and test=PATH. COLUMN=VALUE:PATH adds a column with one value, as label=pos:PATH"
              + " for texts of one label.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--target",
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Files with the translations of --input, line by line; or train=PATH, validation=PATH and"
              + " test=PATH. The columns are source and target.")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--table",
      arity = "1..*",
      paramLabel = "NAME",
      description =
          "A table in Spark's catalogue; or, several times, train=NAME, validation=NAME and"
              + " test=NAME.")
  private List<String> tables = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "Format of --input: tsv, csv, jsonl, conll, text, parallel or parquet (default: as the"
              + " names of the files tell).")
  private @Nullable String format;

  @Option(
      names = "--columns",
      paramLabel = "NAMES",
      description =
          "Names of the columns of tsv and csv files without a header, such as text,label or"
              + " pixel1..pixel64,label.")
  private @Nullable String columns;

  @Option(
      names = "--no-header",
      description = "The tsv or csv files have no header; columns are named 1, 2 and so on.")
  private boolean noHeader;

  @Option(
      names = "--separator",
      paramLabel = "TEXT",
      description =
          "Separator of the columns of csv (default: a comma) and conll (default: spaces and tabs)"
              + " files; tab stands for a tab.")
  private @Nullable String separator;

  @Option(
      names = "--word-column",
      paramLabel = "N",
      description = "Number of the column with the words of conll files (default: 1).")
  private @Nullable Integer wordColumn;

  @Option(
      names = "--tag-column",
      paramLabel = "N",
      description = "Number of the column with the tags of conll files (default: the last).")
  private @Nullable Integer tagColumn;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description =
          "Encoding of the files, such as ISO-8859-1 or UTF-16LE (default: UTF-8); the byte order"
              + " mark of a file goes before it.")
  private @Nullable String encoding;

  @Option(
      names = "--skip-corrupt",
      description = "Skip damaged records and lines, and count what is lost.")
  private boolean skipCorrupt;

  /** Returns whether one of the options that name data is there. */
  boolean given() {
    return !inputs.isEmpty() || !tables.isEmpty();
  }

  Optional<String> encoding() {
    return Optional.ofNullable(encoding);
  }

  Damage damage() {
    return skipCorrupt ? Damage.SKIP : Damage.REFUSE;
  }

  /**
   * Returns the input of a command that reads no splits.
   *
   * @throws ConfigurationException if options are missing, contradict each other or name splits
   */
  RecordInput input() {
    Map<Optional<Split>, RecordInput> all = bySplit();
    RecordInput whole = all.get(Optional.<Split>empty());
    if (whole == null) {
      throw new ConfigurationException(
          "expected " + given("--input PATH", "--table NAME") + " without a split, found splits");
    }
    return whole;
  }

  /**
   * Returns the input of each split that is named, or one input without a split.
   *
   * @throws ConfigurationException if options are missing or contradict each other
   */
  Map<Optional<Split>, RecordInput> bySplit() {
    if (inputs.isEmpty() == tables.isEmpty()) {
      throw new ConfigurationException(
          "expected exactly one of --input and --table, found "
              + (tables.isEmpty() ? "neither" : "both"));
    }
    return tables.isEmpty() ? fromFiles() : fromTables();
  }

  private String given(String input, String table) {
    return tables.isEmpty() ? input : table;
  }

  private Map<Optional<Split>, RecordInput> fromTables() {
    refuse(
        "tables",
        Stream.of(
            "--target",
            "--format",
            "--columns",
            "--no-header",
            "--separator",
            "--word-column",
            "--tag-column",
            "--encoding",
            "--skip-corrupt"));
    Map<Optional<Split>, RecordInput> all = new LinkedHashMap<>();
    InputPaths.bySplit("--table", tables)
        .forEach(
            (split, names) -> {
              if (names.size() > 1) {
                throw new ConfigurationException(
                    "expected one table" + InputPaths.nameOf(split) + ", found " + names);
              }
              all.put(split, new TableRecords(names.get(0)));
            });
    return all;
  }

  private Map<Optional<Split>, RecordInput> fromFiles() {
    Map<Optional<Split>, List<String>> paths = InputPaths.bySplit("--input", inputs);
    Map<Optional<Split>, List<String>> translations =
        targets.isEmpty() ? Map.of() : InputPaths.bySplit("--target", targets);
    RecordFormat chosen = format(paths);
    refuseUnused(chosen);
    if (chosen == RecordFormat.PARALLEL && !paths.keySet().equals(translations.keySet())) {
      throw new ConfigurationException(
          "expected --target for the same splits as --input, found "
              + (targets.isEmpty() ? "none" : targets));
    }
    Map<Optional<Split>, RecordInput> all = new LinkedHashMap<>();
    paths.forEach(
        (split, given) ->
            all.put(
                split,
                input(
                    chosen,
                    InputPaths.parse(given),
                    InputPaths.parse(translations.getOrDefault(split, List.of())))));
    return all;
  }

  private RecordInput input(RecordFormat chosen, List<InputPath> paths, List<InputPath> others) {
    return switch (chosen) {
      case PARQUET -> new ParquetRecords(paths);
      case PARALLEL -> new ParallelRecords(paths, others, textFormat());
      case TSV -> lines(paths, new TsvFormat(columnNames()));
      case CSV -> lines(paths, new CsvFormat(columnNames(), csvSeparator()));
      case JSONL -> lines(paths, new JsonLinesFormat());
      case TEXT -> lines(paths, new TextLinesFormat());
      case CONLL ->
          lines(
              paths,
              new ConllFormat(
                  separator == null ? null : separator(separator), wordColumn, tagColumn));
    };
  }

  private RecordInput lines(List<InputPath> paths, LineFormat lineFormat) {
    return new LineRecords(paths, lineFormat, textFormat());
  }

  private TextFormat textFormat() {
    return TextFormat.of(
        Objects.requireNonNullElse(encoding, TextFormat.UTF_8.encodingName()), damage());
  }

  private ColumnNames columnNames() {
    if (columns != null) {
      return ColumnNames.of(ColumnNames.list(columns));
    }
    return noHeader ? ColumnNames.NUMBERS : ColumnNames.HEADER;
  }

  private char csvSeparator() {
    String text = separator == null ? "," : separator(separator);
    if (text.length() != 1) {
      throw new ConfigurationException(
          "--separator of csv files expects one character or tab, found '" + text + "'");
    }
    return text.charAt(0);
  }

  private static String separator(String given) {
    return given.equals("tab") || given.equals("\\t") ? "\t" : given;
  }

  private RecordFormat format(Map<Optional<Split>, List<String>> paths) {
    if (format != null) {
      return RecordFormat.of(format);
    }
    if (!targets.isEmpty()) {
      return RecordFormat.PARALLEL;
    }
    List<String> all = paths.values().stream().flatMap(List::stream).toList();
    Set<Optional<RecordFormat>> told =
        all.stream()
            .map(path -> RecordFormat.ofPath(InputPaths.parse(path).path()))
            .collect(Collectors.toSet());
    return (told.size() == 1 ? told.iterator().next() : Optional.<RecordFormat>empty())
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "expected paths whose names tell one format, found "
                        + String.join(", ", all)
                        + "; give --format with "
                        + RecordFormat.labels()));
  }

  /** Refuses options that another format has. */
  private void refuseUnused(RecordFormat chosen) {
    String what = chosen.label() + " files";
    boolean delimited = chosen == RecordFormat.TSV || chosen == RecordFormat.CSV;
    boolean conll = chosen == RecordFormat.CONLL;
    refuse(what, delimited ? Stream.of() : Stream.of("--columns", "--no-header"));
    refuse(what, chosen == RecordFormat.CSV || conll ? Stream.of() : Stream.of("--separator"));
    refuse(what, conll ? Stream.of() : Stream.of("--word-column", "--tag-column"));
    refuse(what, chosen == RecordFormat.PARALLEL ? Stream.of() : Stream.of("--target"));
    refuse(
        what,
        chosen == RecordFormat.PARQUET ? Stream.of("--encoding", "--skip-corrupt") : Stream.of());
  }

  private void refuse(String what, Stream<String> options) {
    options
        .filter(this::isGiven)
        .findFirst()
        .ifPresent(
            option -> {
              throw new ConfigurationException(
                  option + " does not apply to " + what + ", found it with them");
            });
  }

  private boolean isGiven(String option) {
    return switch (option) {
      case "--target" -> !targets.isEmpty();
      case "--format" -> format != null;
      case "--columns" -> columns != null;
      case "--no-header" -> noHeader;
      case "--separator" -> separator != null;
      case "--word-column" -> wordColumn != null;
      case "--tag-column" -> tagColumn != null;
      case "--encoding" -> encoding != null;
      case "--skip-corrupt" -> skipCorrupt;
      default -> throw new IllegalArgumentException(option);
    };
  }
}
