package org.unroll.cli.command;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.unroll.dataset.Split;
import org.unroll.dump.Dump;
import org.unroll.dump.input.NewestDump;
import org.unroll.errors.ConfigurationException;
import org.unroll.lines.TextFormat;
import org.unroll.prepare.PrepareInput;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code prepare} for the data of language models. */
final class LanguageOptions {

  @Option(
      names = "--dump",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Dump files, folders or globs: XML, bzip2 or gzip, recognised by content.")
  private List<String> dumps = new ArrayList<>();

  @Option(
      names = "--newest-of",
      paramLabel = "DIR",
      description =
          "Folder of dumps in subfolders named by date, as fetch-dump writes them: prepares the"
              + " newest complete dump into a subfolder of --out named by the same date, reusing"
              + " articles of the dump prepared there before it.")
  private @Nullable Path newestOf;

  @Option(
      names = "--text",
      paramLabel = "PATH",
      description =
          "Text with one sentence or paragraph per line; or given three times, as train=PATH,"
              + " validation=PATH and test=PATH.")
  private List<String> texts = new ArrayList<>();

  @Mixin private PreviousOption previous = new PreviousOption();

  @Option(
      names = "--keep-articles",
      description = "Also write the articles to DIR/articles, for a later --previous.")
  private boolean keepArticles;

  /** The input and the output folder. */
  record Work(PrepareInput input, Path out) {}

  /**
   * Returns what is to be done.
   *
   * @param out the folder given with {@code --out}
   * @param encoding of text files, if one is given
   * @throws ConfigurationException if options are missing or contradict each other
   */
  Work work(Path out, Optional<String> encoding, Dump.Damage damage, Configuration hadoop) {
    if (given().count() != 1) {
      throw new ConfigurationException(
          "prepare expects exactly one of --dump, --newest-of and --text, found "
              + (given().count() == 0 ? "none" : "several"));
    }
    if (texts.isEmpty() && encoding.isPresent()) {
      throw new ConfigurationException(
          "--encoding applies to --text only, found it with dumps, which tell their encoding");
    }
    if (!texts.isEmpty()) {
      return new Work(
          texts(TextFormat.of(encoding.orElse(TextFormat.UTF_8.encodingName()), damage)), out);
    }
    if (newestOf == null) {
      return new Work(dumps(dumps, damage, previous.previous()), out);
    }
    NewestDump newest = NewestDump.of(newestOf, hadoop);
    return new Work(
        dumps(
            List.of(newest.folder().toString()),
            damage,
            previous.previous().or(() -> newest.before(out, hadoop).map(Path::toString))),
        new Path(out, newest.date()));
  }

  private Stream<String> given() {
    return Stream.of(
            dumps.isEmpty() ? "" : "--dump",
            newestOf == null ? "" : "--newest-of",
            texts.isEmpty() ? "" : "--text")
        .filter(option -> !option.isEmpty());
  }

  /** Refuses these options for a task that learns from labelled data. */
  void refuse(String task) {
    Stream.concat(
            given(),
            Stream.of(
                    previous.previous().isEmpty() ? "" : "--previous",
                    keepArticles ? "--keep-articles" : "")
                .filter(option -> !option.isEmpty()))
        .findFirst()
        .ifPresent(
            option -> {
              throw new ConfigurationException(
                  option
                      + " is for language models; --task "
                      + task
                      + " learns from labelled data, given with --input or --table");
            });
  }

  private PrepareInput dumps(List<String> paths, Dump.Damage damage, Optional<String> earlier) {
    return new PrepareInput.Dumps(
        paths,
        damage,
        earlier,
        keepArticles ? PrepareInput.Keep.ARTICLES : PrepareInput.Keep.WINDOWS);
  }

  private PrepareInput texts(TextFormat format) {
    if (previous.previous().isPresent() || keepArticles) {
      throw new ConfigurationException(
          "--previous and --keep-articles apply to dumps only, found one of them with --text");
    }
    if (texts.size() == 1 && InputPaths.splitOf(texts.get(0)) == null) {
      return new PrepareInput.Text(texts.get(0), format);
    }
    Map<Split, String> paths = new EnumMap<>(Split.class);
    for (String text : texts) {
      Split split = InputPaths.splitOf(text);
      if (split == null || paths.put(split, text.substring(text.indexOf('=') + 1)) != null) {
        throw new ConfigurationException(
            "several --text options must be train=PATH, validation=PATH and test=PATH, each once,"
                + " found "
                + texts);
      }
    }
    return new PrepareInput.SplitTexts(paths, format);
  }
}
