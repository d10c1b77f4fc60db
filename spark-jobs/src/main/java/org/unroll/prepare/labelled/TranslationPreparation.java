package org.unroll.prepare.labelled;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.unroll.config.TranslationKeys;
import org.unroll.data.labelled.Example;
import org.unroll.data.labelled.ExampleSchema;
import org.unroll.data.labelled.TranslationData;
import org.unroll.output.JobContext;
import org.unroll.records.InputRecord;
import org.unroll.task.translation.LanguagePair;
import org.unroll.task.translation.TranslationConfig.Vocabularies;
import org.unroll.task.translation.TranslationTask;
import org.unroll.text.TextConfig;
import org.unroll.text.tokenizers.VocabularyFiles;

/** The preparation of sentences with their translations. */
final class TranslationPreparation implements Preparation {

  private static final long serialVersionUID = 1L;

  private final Vocabularies vocabularies;
  private final TextColumn source;
  private final TextColumn target;

  TranslationPreparation(TranslationKeys keys, TextConfig config) {
    this.vocabularies = keys.vocabularies();
    this.source = new TextColumn(keys.sourceColumn(), config, TextColumn.Lines.JOINED);
    this.target = new TextColumn(keys.targetColumn(), config, TextColumn.Lines.JOINED);
  }

  @Override
  public String task() {
    return TranslationTask.NAME;
  }

  @Override
  public List<String> sections() {
    return TranslationKeys.DATA;
  }

  @Override
  public List<String> inputColumns(InputRecord item) {
    return List.of(source.name());
  }

  @Override
  public List<String> targetColumns() {
    return List.of(target.name());
  }

  @Override
  public Map<String, String> learn(JobContext job, JavaRDD<InputRecord> training) {
    return switch (vocabularies) {
      case JOINT ->
          VocabularyFiles.write(
              source.learn(
                  job,
                  source.words(training).union(target.words(training)).reduceByKey(Long::sum)));
      case SEPARATE ->
          new LanguagePair(
                  source.learn(job, source.words(training)),
                  target.learn(job, target.words(training)))
              .files();
    };
  }

  @Override
  public ExampleSchema schema() {
    return TranslationData.PAIRS;
  }

  @Override
  public RecordEncoder encoder(Map<String, String> files) {
    TextColumn.Encoder sources = source.encoder(LanguagePair.sourceFiles(vocabularies), files);
    TextColumn.Encoder targets = target.encoder(LanguagePair.targetFiles(vocabularies), files);
    return item -> {
      int[] from = sources.ids(item);
      int[] to = targets.ids(item);
      return EncodedRecord.of(new Example(from, to), from).with(to);
    };
  }
}
