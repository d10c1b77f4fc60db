package org.unroll.prepare;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.Split;
import org.unroll.dump.input.InputFile;
import org.unroll.dump.input.InputFiles;
import org.unroll.dump.input.SourceFile;
import org.unroll.lines.TextFormat;
import org.unroll.output.JobContext;
import org.unroll.prepare.tokens.TextTokenRuns;
import org.unroll.prepare.tokens.TokenRun;
import org.unroll.prepare.vocabulary.Subwords;
import org.unroll.prepare.vocabulary.VocabularyLookup;
import org.unroll.text.TokenizerKind;
import org.unroll.text.tokenizers.Tokenizers;

/** Text files as the ids of a model's vocabulary, cut by the model's tokenizer. */
public final class ModelText {

  private ModelText() {}

  /**
   * Reads text files: the tokens and the end of each line, in order.
   *
   * @param model a checkpoint, or the output folder of a training run
   * @param text files of any Hadoop file system, globs included
   */
  public static JavaRDD<int[]> ids(JobContext job, Path model, String text) {
    GivenVocabulary given = GivenVocabulary.of(model, job.hadoop());
    UnrollConfig config = given.config();
    List<SourceFile> files = new ArrayList<>();
    for (InputFile file : InputFiles.find(List.of(text), job.hadoop())) {
      files.add(new SourceFile(Split.TEST.label(), file));
    }
    JavaRDD<TokenRun> runs =
        TextTokenRuns.ofSplits(job, files, TextFormat.UTF_8, Tokenizers.of(config.text()));
    if (config.text().tokenizer() == TokenizerKind.SUBWORD) {
      runs = Subwords.cut(job, runs, given.subwords().merges());
    }
    Broadcast<VocabularyLookup> lookup =
        job.spark().broadcast(new VocabularyLookup(given.vocabulary()));
    return runs.map(run -> run.ids(lookup.value()::id));
  }
}
