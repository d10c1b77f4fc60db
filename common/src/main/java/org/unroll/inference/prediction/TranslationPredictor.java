package org.unroll.inference.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.config.TranslationKeys;
import org.unroll.config.UnrollConfig;
import org.unroll.task.generation.Hypothesis;
import org.unroll.task.generation.SearchConfig;
import org.unroll.task.generation.TargetText;
import org.unroll.task.translation.LanguagePair;
import org.unroll.task.translation.TranslationShape;
import org.unroll.task.translation.TranslationTask;
import org.unroll.task.translation.Translator;
import org.unroll.tensor.TensorBlock;
import org.unroll.text.TextEncoder;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.Tokenizers;

/** A trained translator. A text without words has an empty translation. */
final class TranslationPredictor implements Predictor {

  private static final String END = Vocabulary.SPECIAL_TOKENS.get(Vocabulary.EOS);

  private final TranslationKeys keys;
  private final TranslationShape shape;
  private final TextEncoder sources;
  private final TextEncoder targets;
  private final TargetText text;
  private final SearchConfig search;
  private final Translator translator;

  TranslationPredictor(Checkpoint checkpoint) {
    UnrollConfig config = UnrollConfig.of(checkpoint);
    keys = new TranslationKeys(config.keys());
    search = keys.search();
    LanguagePair languages =
        LanguagePair.read(
            keys.vocabularies(), checkpoint.taskFiles(), checkpoint.path().toString());
    sources = languages.encoder(config.text());
    targets = Tokenizers.encoder(config.text(), languages.target());
    text = languages.text(config.text());
    shape = keys.shape(languages.source().size(), languages.target().size());
    TranslationTask task =
        new TranslationTask(keys.model(), shape, search, text, checkpoint.taskFiles());
    translator =
        new Translator(
            keys.model(),
            shape,
            new TensorBlock(task.layout(), checkpoint.values(task.layout()), Map.of()));
  }

  @Override
  public String task() {
    return TranslationTask.NAME;
  }

  @Override
  public PredictionInput.Kind input() {
    return PredictionInput.Kind.TEXT;
  }

  @Override
  public List<String> columns() {
    return List.of(keys.sourceColumn());
  }

  @Override
  public String schema() {
    return "translation STRING, score DOUBLE";
  }

  @Override
  public List<Prediction> predict(List<PredictionInput> inputs) {
    int[][] ids = new int[inputs.size()][];
    Arrays.setAll(ids, i -> sources.encodeSentence(inputs.get(i).asText()));
    int[][] given =
        Arrays.stream(ids).filter(sentence -> sentence.length > 0).toArray(int[][]::new);
    List<List<Hypothesis>> found = translator.translate(given, search);
    List<Prediction> predictions = new ArrayList<>();
    int next = 0;
    for (int[] sentence : ids) {
      predictions.add(
          sentence.length == 0
              ? new Translation("", 0, Translation.Alignment.NONE)
              : translation(sentence, found.get(next++).get(0)));
    }
    return predictions;
  }

  private Translation translation(int[] source, Hypothesis best) {
    List<String> said =
        new ArrayList<>(Arrays.stream(best.tokens()).mapToObj(targets::show).toList());
    if (best.ended()) {
      said.add(END);
    }
    List<String> read =
        Arrays.stream(source).limit(shape.sourceSteps()).mapToObj(sources::show).toList();
    return new Translation(
        text.text(best.tokens()),
        best.score(),
        new Translation.Alignment(List.copyOf(said), read, List.of(best.attention())));
  }

  @Override
  public void close() {
    translator.close();
  }
}
