package org.unroll.records;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.unroll.dump.Dump.Damage;
import org.unroll.dump.input.FilePart;
import org.unroll.dump.input.InputFile;
import org.unroll.dump.input.SourceFile;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.lines.TextFormat;
import org.unroll.output.AtTaskEnd;
import org.unroll.output.JobContext;
import org.unroll.output.TaskErrors;

/**
 * Records in pairs of text files: line by line, the columns {@code source} and {@code target}. A
 * pair of files is read by one task. A pair of lines is skipped when one of them is damaged.
 *
 * @param sources in the order in which they are read
 * @param targets as many files, in the same order
 * @param text the encoding of the files, and whether damaged lines are skipped
 */
public record ParallelRecords(List<InputPath> sources, List<InputPath> targets, TextFormat text)
    implements RecordInput {

  /** A file and its translation. */
  private static final class Pair implements Serializable {

    private static final long serialVersionUID = 1L;

    final LinePart source;
    final FilePart target;

    Pair(LinePart source, FilePart target) {
      this.source = source;
      this.target = target;
    }
  }

  public ParallelRecords {
    sources = List.copyOf(sources);
    targets = List.copyOf(targets);
    if (sources.size() != targets.size()) {
      throw new ConfigurationException(
          "expected as many paths of targets as of sources, found "
              + targets.size()
              + " of targets and "
              + sources.size()
              + " of sources");
    }
  }

  @Override
  public List<SourceFile> files(Configuration hadoop) {
    return pairs(hadoop).stream()
        .flatMap(pair -> Stream.of(pair.source.part(), pair.target))
        .map(part -> new SourceFile(ROLE, part.file()))
        .toList();
  }

  private List<Pair> pairs(Configuration hadoop) {
    List<Pair> pairs = new ArrayList<>();
    for (int index = 0; index < sources.size(); index++) {
      InputPath source = sources.get(index);
      InputPath target = targets.get(index);
      List<InputFile> from = source.find(hadoop);
      List<InputFile> to = target.find(hadoop);
      if (from.size() != to.size()) {
        throw new BadDataException(
            "expected as many files at "
                + target.path()
                + " as at "
                + source.path()
                + ", found "
                + to.size()
                + " and "
                + from.size());
      }
      for (int file = 0; file < from.size(); file++) {
        pairs.add(
            new Pair(
                new LinePart(whole(from.get(file)), 0, source.columnNames(), source.columnValues()),
                whole(to.get(file))));
      }
    }
    return pairs;
  }

  private static FilePart whole(InputFile file) {
    return new FilePart(file, 0, file.length());
  }

  @Override
  public JavaRDD<InputRecord> read(JobContext job) {
    List<Pair> pairs = pairs(job.hadoop());
    TextFormat text = this.text;
    Broadcast<SerializableConfiguration> hadoop = job.broadcastHadoop();
    return job.spark()
        .parallelize(pairs, pairs.size())
        .flatMap(pair -> open(pair, text, hadoop.value().value()));
  }

  private static Iterator<InputRecord> open(Pair pair, TextFormat text, Configuration hadoop) {
    ParallelLines lines = lines(pair, text, hadoop);
    AtTaskEnd.close(lines);
    return lines;
  }

  private static ParallelLines lines(Pair pair, TextFormat text, Configuration hadoop) {
    return ParallelLines.open(pair.source, pair.target, text, hadoop);
  }

  @Override
  public Damage damage() {
    return text.damage();
  }

  @Override
  public RecordTally tally(JobContext job) {
    List<Pair> pairs = pairs(job.hadoop());
    TextFormat text = this.text;
    Broadcast<SerializableConfiguration> hadoop = job.broadcastHadoop();
    return RecordTally.sum(
        TaskErrors.unwrap(
            () ->
                job.spark()
                    .parallelize(pairs, pairs.size())
                    .map(pair -> tally(pair, text, hadoop.value().value()))
                    .collect()));
  }

  private static RecordTally tally(Pair pair, TextFormat text, Configuration hadoop)
      throws IOException {
    try (ParallelLines lines = lines(pair, text, hadoop)) {
      lines.forEachRemaining(record -> {});
      return lines.tally();
    }
  }

  @Override
  public Config options() {
    return InputOptions.of("parallel", ConfigFactory.empty(), text, sources);
  }

  @Override
  public String describe() {
    return LineRecords.describe(sources) + " and " + LineRecords.describe(targets);
  }
}
