package org.unroll.prepare;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.unroll.dataset.Split;
import org.unroll.dataset.SplitConfig;
import org.unroll.dump.FilePart;
import org.unroll.dump.InputFile;
import org.unroll.dump.Lines;
import org.unroll.dump.PageTally;
import org.unroll.output.AtTaskEnd;
import org.unroll.text.Tokenizer;

/** Reads text files into segments: the tokens of each line and an end of line. */
final class TextSegments implements Iterator<Segment> {

  /** A part of a file, and where its lines go. */
  private static final class Task implements Serializable {

    private static final long serialVersionUID = 1L;

    final FilePart part;
    final long firstLine;
    final LineSplits splits;

    Task(FilePart part, long firstLine, LineSplits splits) {
      this.part = part;
      this.firstLine = firstLine;
      this.splits = splits;
    }
  }

  private final Lines lines;
  private final Task task;
  private final Tokenizer tokenizer;
  private long line;
  private @Nullable String ahead;

  private TextSegments(Task task, Lines lines, Tokenizer tokenizer) {
    this.task = task;
    this.lines = lines;
    this.tokenizer = tokenizer;
    this.line = task.firstLine;
    this.ahead = lines.hasNext() ? lines.next() : null;
  }

  /** One text, whose last lines are held out. */
  static JavaRDD<Segment> ofOneText(
      JavaSparkContext spark,
      List<InputFile> files,
      SplitConfig config,
      Tokenizer tokenizer,
      Broadcast<SerializableConfiguration> hadoop) {
    List<FilePart> parts = parts(spark, files);
    List<Long> counts =
        spark
            .parallelize(parts, parts.size())
            .map(part -> countLines(part, hadoop.value().value()))
            .collect();
    long all = counts.stream().mapToLong(Long::longValue).sum();
    LineSplits splits = LineSplits.lastHeldOut(all, config);
    List<Task> tasks = new ArrayList<>();
    long first = 0;
    for (int part = 0; part < parts.size(); part++) {
      tasks.add(new Task(parts.get(part), first, splits));
      first += counts.get(part);
    }
    return of(spark, tasks, tokenizer, hadoop);
  }

  /** A text for each split. */
  static JavaRDD<Segment> ofSplits(
      JavaSparkContext spark,
      List<PrepareInput.RoleFile> files,
      Tokenizer tokenizer,
      Broadcast<SerializableConfiguration> hadoop) {
    List<Task> tasks = new ArrayList<>();
    for (PrepareInput.RoleFile file : files) {
      LineSplits splits = LineSplits.all(Split.valueOf(file.role().toUpperCase(Locale.ROOT)));
      for (FilePart part : parts(spark, List.of(file.file()))) {
        tasks.add(new Task(part, 0, splits));
      }
    }
    return of(spark, tasks, tokenizer, hadoop);
  }

  private static List<FilePart> parts(JavaSparkContext spark, List<InputFile> files) {
    return Lines.parts(files, FilePart.size(files, spark.defaultParallelism()));
  }

  private static JavaRDD<Segment> of(
      JavaSparkContext spark,
      List<Task> tasks,
      Tokenizer tokenizer,
      Broadcast<SerializableConfiguration> hadoop) {
    return spark
        .parallelize(tasks, tasks.size())
        .flatMap(task -> open(task, tokenizer, hadoop.value().value()));
  }

  private static TextSegments open(Task task, Tokenizer tokenizer, Configuration hadoop) {
    Lines lines = Lines.open(task.part, hadoop);
    AtTaskEnd.close(lines);
    return new TextSegments(task, lines, tokenizer);
  }

  private static long countLines(FilePart part, Configuration hadoop) throws IOException {
    long count = 0;
    try (Lines lines = Lines.open(part, hadoop)) {
      while (lines.hasNext()) {
        lines.next();
        count++;
      }
    }
    return count;
  }

  @Override
  public boolean hasNext() {
    return ahead != null;
  }

  /** The lines up to the next split's first, or as many as a segment takes. */
  @Override
  public Segment next() {
    String text = ahead;
    if (text == null) {
      throw new NoSuchElementException();
    }
    Split split = task.splits.of(line);
    SegmentBuilder segment = new SegmentBuilder(split, tokenizer);
    while (text != null && !segment.isFull() && task.splits.of(line) == split) {
      segment.addLine(text);
      segment.addEndOfLine();
      line++;
      text = lines.hasNext() ? lines.next() : null;
    }
    ahead = text;
    segment.endSequence(0);
    return segment.take(new PageTally());
  }
}
