package org.unroll.records;

import com.typesafe.config.Config;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.unroll.dump.Dump.Damage;
import org.unroll.dump.input.FilePart;
import org.unroll.dump.input.InputFile;
import org.unroll.dump.input.SourceFile;
import org.unroll.lines.Lines;
import org.unroll.lines.TextFormat;
import org.unroll.output.AtTaskEnd;
import org.unroll.output.JobContext;
import org.unroll.output.TaskErrors;
import org.unroll.records.formats.LineFormat;

/**
 * Records in the lines of text files, which are read in parts where the format allows it.
 *
 * @param paths in the order in which they are read
 * @param format of all files
 * @param text the encoding of the files, and whether damaged records are skipped
 */
public record LineRecords(List<InputPath> paths, LineFormat format, TextFormat text)
    implements RecordInput {

  public LineRecords {
    paths = List.copyOf(paths);
  }

  @Override
  public List<SourceFile> files(Configuration hadoop) {
    return InputPath.findAll(paths, hadoop).stream()
        .map(file -> new SourceFile(ROLE, file))
        .toList();
  }

  @Override
  public JavaRDD<InputRecord> read(JobContext job) {
    List<LinePart> parts = parts(job);
    LineFormat format = this.format;
    TextFormat text = this.text;
    Broadcast<SerializableConfiguration> hadoop = job.broadcastHadoop();
    return job.spark()
        .parallelize(parts, parts.size())
        .flatMap(part -> open(part, format, text, hadoop.value().value()));
  }

  private static Iterator<InputRecord> open(
      LinePart part, LineFormat format, TextFormat text, Configuration hadoop) {
    PartRecords records = PartRecords.open(part, format, text, hadoop);
    AtTaskEnd.close(records);
    return records;
  }

  @Override
  public Damage damage() {
    return text.damage();
  }

  @Override
  public RecordTally tally(JobContext job) {
    List<LinePart> parts = parts(job);
    LineFormat format = this.format;
    TextFormat text = this.text;
    Broadcast<SerializableConfiguration> hadoop = job.broadcastHadoop();
    return RecordTally.sum(
        TaskErrors.unwrap(
            () ->
                job.spark()
                    .parallelize(parts, parts.size())
                    .map(part -> tally(part, format, text, hadoop.value().value()))
                    .collect()));
  }

  private static RecordTally tally(
      LinePart part, LineFormat format, TextFormat text, Configuration hadoop) throws IOException {
    try (PartRecords records = PartRecords.open(part, format, text, hadoop)) {
      records.forEachRemaining(record -> {});
      return records.tally();
    }
  }

  /** The parts of all files. Those after the first of a file need the number of lines before. */
  private List<LinePart> parts(JobContext job) {
    List<InputFile> files = InputPath.findAll(paths, job.hadoop());
    long size =
        format.splittable()
            ? FilePart.size(files, job.spark().defaultParallelism())
            : Long.MAX_VALUE;
    List<LinePart> parts = new ArrayList<>();
    for (InputPath path : paths) {
      for (FilePart part : Lines.parts(path.find(job.hadoop()), size)) {
        parts.add(new LinePart(part, 0, path.columnNames(), path.columnValues()));
      }
    }
    return parts.size() == files.size() ? parts : numbered(job, parts);
  }

  private List<LinePart> numbered(JobContext job, List<LinePart> parts) {
    TextFormat text = this.text;
    Broadcast<SerializableConfiguration> hadoop = job.broadcastHadoop();
    List<Long> counts =
        TaskErrors.unwrap(
            () ->
                job.spark()
                    .parallelize(parts, parts.size())
                    .map(part -> countLines(part.part(), text, hadoop.value().value()))
                    .collect());
    List<LinePart> numbered = new ArrayList<>();
    long before = 0;
    for (int index = 0; index < parts.size(); index++) {
      LinePart part = parts.get(index);
      before = part.part().start() == 0 ? 0 : before;
      numbered.add(part.after(before));
      before += counts.get(index);
    }
    return numbered;
  }

  /** The last part of a file and the parts of short ones have none after them. */
  private static long countLines(FilePart part, TextFormat text, Configuration hadoop)
      throws IOException {
    if (part.end() == part.file().length()) {
      return 0;
    }
    try (Lines lines = Lines.open(part, text, hadoop)) {
      lines.forEachRemaining(line -> {});
      return lines.linesRead();
    }
  }

  @Override
  public Config options() {
    return InputOptions.of(format.name(), format.options(), text, paths);
  }

  @Override
  public String describe() {
    return describe(paths);
  }

  static String describe(List<InputPath> paths) {
    return paths.stream().map(InputPath::path).collect(Collectors.joining(", "));
  }
}
