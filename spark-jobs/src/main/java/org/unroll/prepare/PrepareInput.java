package org.unroll.prepare;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.unroll.articles.ArticleExtractor;
import org.unroll.articles.DumpPages;
import org.unroll.articles.cleaning.PageTally;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.Manifest;
import org.unroll.dataset.Split;
import org.unroll.dataset.WindowConfig;
import org.unroll.dump.Dump;
import org.unroll.dump.input.InputFile;
import org.unroll.dump.input.InputFiles;
import org.unroll.dump.input.SourceFile;
import org.unroll.errors.ConfigurationException;
import org.unroll.lines.TextFormat;
import org.unroll.output.JobContext;
import org.unroll.prepare.tokens.DumpTokenRuns;
import org.unroll.prepare.tokens.TextTokenRuns;
import org.unroll.prepare.tokens.TokenRunSummary;
import org.unroll.prepare.tokens.TokenRuns;
import org.unroll.prepare.windows.PieceCutter;
import org.unroll.text.tokenizers.Tokenizers;

/** The input of {@link PrepareJob}. Each kind of input knows how to become runs of tokens. */
public sealed interface PrepareInput {

  /** Returns the files of the input, in the order in which they are read. */
  List<SourceFile> files(Configuration hadoop);

  /** Returns the options that change what is written, as keys of the data's fingerprint. */
  Config options();

  /** Whether its articles are written beside the windows. */
  boolean keepsArticles();

  /** Reads and tokenises the files. */
  TokenRuns tokenRuns(Reading reading);

  /**
   * Checks the tally of the pages read.
   *
   * @throws org.unroll.errors.BadDataException if there is nothing to prepare
   */
  void check(PageTally pages);

  /** Returns the cutter of runs of tokens into the pieces from which windows are made. */
  PieceCutter cutter(WindowConfig config, List<TokenRunSummary> runs);

  /**
   * The context in which an input is read.
   *
   * @param files as {@link #files} returned them
   * @param attempts the folder in which tasks write articles that are kept
   */
  record Reading(JobContext job, UnrollConfig config, List<SourceFile> files, String attempts) {

    private List<InputFile> inputFiles() {
      return files.stream().map(SourceFile::file).toList();
    }
  }

  private static Config damageOption(Config options, Dump.Damage damage) {
    return damage == Dump.Damage.SKIP
        ? options.withValue("damage", ConfigValueFactory.fromAnyRef("skip"))
        : options;
  }

  /** The data that is written from dumps. */
  enum Keep {
    /** Windows. */
    WINDOWS,
    /** Windows, and the articles from which they are cut. */
    ARTICLES
  }

  /**
   * Dumps of wikis; articles go to splits by a hash of their ids.
   *
   * @param paths of any Hadoop file system, globs included
   * @param damage the treatment of damaged data
   * @param previous a folder made from an earlier dump, whose articles are reused where the
   *     revision is the same
   * @param keep the data that is written
   */
  record Dumps(List<String> paths, Dump.Damage damage, Optional<String> previous, Keep keep)
      implements PrepareInput {

    /** Dumps without earlier ones, of which only windows are written. */
    public Dumps(List<String> paths, Dump.Damage damage) {
      this(paths, damage, Optional.empty(), Keep.WINDOWS);
    }

    public Dumps {
      paths = List.copyOf(paths);
      if (paths.isEmpty()) {
        throw new ConfigurationException("--dump expects at least one path, found none");
      }
    }

    @Override
    public List<SourceFile> files(Configuration hadoop) {
      return InputFiles.findDumps(paths, hadoop).stream()
          .map(file -> new SourceFile(Manifest.DUMP, file))
          .toList();
    }

    @Override
    public Config options() {
      Config options = damageOption(ConfigFactory.empty(), damage);
      return keepsArticles()
          ? options.withValue("articles", ConfigValueFactory.fromAnyRef("keep"))
          : options;
    }

    @Override
    public boolean keepsArticles() {
      return keep == Keep.ARTICLES;
    }

    @Override
    public TokenRuns tokenRuns(Reading reading) {
      JobContext job = reading.job();
      UnrollConfig config = reading.config();
      List<Dump> dumps = Dump.open(reading.inputFiles(), damage, job.hadoop());
      DumpPages pages = DumpPages.read(dumps, job);
      return new TokenRuns(
          DumpTokenRuns.of(
              job,
              pages,
              ArticleExtractor.reusing(previous, config.cleaner(), pages, job),
              keepsArticles() ? Optional.of(reading.attempts()) : Optional.empty(),
              config.split(),
              Tokenizers.of(config.text())),
          Optional.of(pages));
    }

    @Override
    public void check(PageTally pages) {
      pages.refuseIfNoneKept();
    }

    @Override
    public PieceCutter cutter(WindowConfig config, List<TokenRunSummary> runs) {
      return PieceCutter.ofArticles();
    }
  }

  /**
   * Text, one sentence or paragraph a line, whose last lines are held out.
   *
   * @param path of any Hadoop file system, globs included
   * @param format of its files
   */
  record Text(String path, TextFormat format) implements PlainText {

    /** Text in UTF-8. */
    public Text(String path) {
      this(path, TextFormat.UTF_8);
    }

    @Override
    public List<SourceFile> files(Configuration hadoop) {
      return PlainText.files("text", path, hadoop).toList();
    }

    @Override
    public TokenRuns tokenRuns(Reading reading) {
      UnrollConfig config = reading.config();
      return new TokenRuns(
          TextTokenRuns.ofOneText(
              reading.job(),
              reading.inputFiles(),
              format,
              config.split(),
              Tokenizers.of(config.text())),
          Optional.empty());
    }
  }

  /**
   * Text, one sentence or paragraph a line, for each split.
   *
   * @param paths of any Hadoop file system, globs included
   * @param format of all files
   */
  record SplitTexts(Map<Split, String> paths, TextFormat format) implements PlainText {

    /** Text in UTF-8. */
    public SplitTexts(Map<Split, String> paths) {
      this(paths, TextFormat.UTF_8);
    }

    public SplitTexts {
      paths = Map.copyOf(paths);
      if (!paths.containsKey(Split.TRAIN)) {
        throw new ConfigurationException(
            "--text expects train=PATH when it names splits, found only " + paths.keySet());
      }
    }

    @Override
    public List<SourceFile> files(Configuration hadoop) {
      List<SourceFile> files = new ArrayList<>();
      for (Split split : Split.values()) {
        String path = paths.get(split);
        if (path != null) {
          PlainText.files(split.label(), path, hadoop).forEach(files::add);
        }
      }
      return files;
    }

    @Override
    public TokenRuns tokenRuns(Reading reading) {
      return new TokenRuns(
          TextTokenRuns.ofSplits(
              reading.job(), reading.files(), format, Tokenizers.of(reading.config().text())),
          Optional.empty());
    }
  }

  /** Text files: one sequence of tokens for each split, and no articles. */
  sealed interface PlainText extends PrepareInput {

    /** Returns the format of the files. */
    TextFormat format();

    private static Stream<SourceFile> files(String role, String path, Configuration hadoop) {
      return InputFiles.find(List.of(path), hadoop).stream()
          .map(file -> new SourceFile(role, file));
    }

    @Override
    default Config options() {
      Config options = ConfigFactory.empty();
      if (!format().encodingName().equals(TextFormat.UTF_8.encodingName())) {
        String encoding = format().encodingName();
        options = options.withValue("encoding", ConfigValueFactory.fromAnyRef(encoding));
      }
      return damageOption(options, format().damage());
    }

    @Override
    default boolean keepsArticles() {
      return false;
    }

    @Override
    default void check(PageTally pages) {
      // Text files have no pages.
    }

    @Override
    default PieceCutter cutter(WindowConfig config, List<TokenRunSummary> runs) {
      return PieceCutter.ofText(config, runs);
    }
  }
}
