package org.unroll.benchmarks.tasks;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.unroll.benchmarks.pytorch.TorchParameters;
import org.unroll.benchmarks.pytorch.TorchTranslator;
import org.unroll.nn.attention.AttentionDecoderConfig;
import org.unroll.task.generation.OutputWeights;
import org.unroll.task.generation.TargetBatch;
import org.unroll.task.translation.PairShard;
import org.unroll.task.translation.TranslationConfig;
import org.unroll.task.translation.TranslationShape;
import org.unroll.task.translation.TranslationTask;

/** A translator that learns from pairs of sentences. */
final class TorchPairTranslator implements TorchTask<PairShard> {

  private final TranslationShape shape;
  private final TorchTranslator translator;

  TorchPairTranslator(TranslationTask task) {
    this.shape = task.shape();
    this.translator = new TorchTranslator(shape(task.model(), shape));
  }

  private static TorchTranslator.Shape shape(TranslationConfig config, TranslationShape shape) {
    AttentionDecoderConfig decoder = config.attentionDecoder();
    return new TorchTranslator.Shape(
        TorchLayers.shape(config.recurrent(), shape.sourceTokens()),
        new TorchTranslator.Decoder(
            TorchLayers.cell(decoder.cell()),
            decoder.hiddenSize(),
            decoder.attentionSize(),
            decoder.outputSize(),
            decoder.inputFeeding() == AttentionDecoderConfig.InputFeeding.ON),
        new TorchTranslator.Target(
            shape.targetTokens(),
            config.embeddings().vocabularies() == TranslationConfig.Vocabularies.JOINT,
            config.embeddings().output() == OutputWeights.TIED,
            config.labelSmoothing()),
        TorchLayers.dropout(config.dropout()));
  }

  @Override
  public TorchParameters parameters() {
    return translator.parameters();
  }

  @Override
  public int[] lengths(PairShard examples) {
    return examples.lengthKeys();
  }

  @Override
  public Tensor loss(PairShard examples, int[] batch, long seed) {
    PaddedIds sources = PaddedIds.of(examples.sources(), batch, shape.sourceSteps());
    TargetBatch targets = new TargetBatch(shape.targetSteps(), batch.length, 0);
    targets.read(examples.targets(), batch);
    return translator.loss(
        new TorchTranslator.Batch(
            sources.ids(),
            sources.lengths(),
            Arrays.copyOf(targets.inputs(), targets.rows()),
            Arrays.copyOf(targets.targets(), targets.rows())));
  }
}
