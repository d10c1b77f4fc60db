package org.unroll.prepare.tokens;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.unroll.articles.cleaning.PageTally;
import org.unroll.dataset.Split;
import org.unroll.dataset.SplitConfig;
import org.unroll.dump.input.FilePart;
import org.unroll.dump.input.InputFile;
import org.unroll.dump.input.SourceFile;
import org.unroll.lines.Lines;
import org.unroll.lines.TextFormat;
import org.unroll.output.AtTaskEnd;
import org.unroll.output.JobContext;
import org.unroll.text.Tokenizer;

/** An iterator over the runs of a part of a text file: the tokens and the end of each line. */
public final class TextTokenRuns implements Iterator<TokenRun> {

  /** A part of a file, with the splits of its lines. */
  private static final class Task implements Serializable {

    private static final long serialVersionUID = 1L;

    final FilePart part;
    final long firstLine;
    final LineSplits splits;
    final TextFormat format;

    Task(FilePart part, TextFormat format, long firstLine, LineSplits splits) {
      this.part = part;
      this.format = format;
      this.firstLine = firstLine;
      this.splits = splits;
    }
  }

  private final Lines lines;
  private final Task task;
  private final Tokenizer tokenizer;
  private long line;
  private @Nullable String ahead;

  /** Whether nothing was taken yet, not even the tally of lines. */
  private boolean untaken = true;

  private TextTokenRuns(Task task, Lines lines, Tokenizer tokenizer) {
    this.task = task;
    this.lines = lines;
    this.tokenizer = tokenizer;
    this.line = task.firstLine;
    this.ahead = lines.hasNext() ? lines.next() : null;
  }

  /** Reads one text, whose last lines are held out. */
  public static JavaRDD<TokenRun> ofOneText(
      JobContext job,
      List<InputFile> files,
      TextFormat format,
      SplitConfig config,
      Tokenizer tokenizer) {
    List<FilePart> parts = parts(job, files);
    Broadcast<SerializableConfiguration> hadoop = job.broadcastHadoop();
    List<Long> counts =
        job.spark()
            .parallelize(parts, parts.size())
            .map(part -> countLines(part, format, hadoop.value().value()))
            .collect();
    long all = counts.stream().mapToLong(Long::longValue).sum();
    LineSplits splits = LineSplits.lastHeldOut(all, config);
    List<Task> tasks = new ArrayList<>();
    long first = 0;
    for (int part = 0; part < parts.size(); part++) {
      tasks.add(new Task(parts.get(part), format, first, splits));
      first += counts.get(part);
    }
    return of(job, tasks, tokenizer);
  }

  /** Reads a text for each split. */
  public static JavaRDD<TokenRun> ofSplits(
      JobContext job, List<SourceFile> files, TextFormat format, Tokenizer tokenizer) {
    List<Task> tasks = new ArrayList<>();
    for (SourceFile file : files) {
      LineSplits splits = LineSplits.all(Split.valueOf(file.role().toUpperCase(Locale.ROOT)));
      for (FilePart part : parts(job, List.of(file.file()))) {
        tasks.add(new Task(part, format, 0, splits));
      }
    }
    return of(job, tasks, tokenizer);
  }

  private static List<FilePart> parts(JobContext job, List<InputFile> files) {
    return Lines.parts(files, FilePart.size(files, job.spark().defaultParallelism()));
  }

  private static JavaRDD<TokenRun> of(JobContext job, List<Task> tasks, Tokenizer tokenizer) {
    Broadcast<SerializableConfiguration> hadoop = job.broadcastHadoop();
    return job.spark()
        .parallelize(tasks, tasks.size())
        .flatMap(task -> open(task, tokenizer, hadoop.value().value()));
  }

  private static TextTokenRuns open(Task task, Tokenizer tokenizer, Configuration hadoop) {
    Lines lines = Lines.openReadable(task.part, task.format, hadoop);
    AtTaskEnd.close(lines);
    return new TextTokenRuns(task, lines, tokenizer);
  }

  private static long countLines(FilePart part, TextFormat format, Configuration hadoop)
      throws IOException {
    long count = 0;
    try (Lines lines = Lines.openReadable(part, format, hadoop)) {
      while (lines.hasNext()) {
        lines.next();
        count++;
      }
    }
    return count;
  }

  /** A part without a line to keep has an empty run, which carries the tally of its lines. */
  @Override
  public boolean hasNext() {
    return ahead != null || untaken;
  }

  /** Reads the lines up to the next split, or as many as fit in a run. */
  @Override
  public TokenRun next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    String text = ahead;
    Split split = task.splits.of(line);
    TokenRunBuilder run = new TokenRunBuilder(split, tokenizer);
    while (text != null && !run.isFull() && task.splits.of(line) == split) {
      run.addLine(text);
      run.addEndOfLine();
      line++;
      text = lines.hasNext() ? lines.next() : null;
    }
    ahead = text;
    untaken = false;
    run.endSequence(0);
    return run.take(new PageTally()).with(lines.takeTally());
  }
}
