package org.unroll.benchmarks.tasks;

import java.util.BitSet;
import org.bytedeco.pytorch.CrossEntropyLossOptions;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LossReduction;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.kSum;
import org.jspecify.annotations.Nullable;
import org.unroll.benchmarks.pytorch.TorchCrf;
import org.unroll.benchmarks.pytorch.TorchEncoder;
import org.unroll.benchmarks.pytorch.TorchParameters;
import org.unroll.benchmarks.pytorch.TorchSequences;
import org.unroll.math.Seeds;
import org.unroll.task.tagging.TaggedShard;
import org.unroll.task.tagging.TaggingConfig;
import org.unroll.task.tagging.TaggingTask;
import org.unroll.text.Vocabulary;

/**
 * A tagger: embeddings of words, an encoder of the characters of the distinct forms of a
 * mini-batch, recurrent layers, and a conditional random field or a softmax.
 */
final class TorchTagger implements TorchTask<TaggedShard> {

  private final TaggingTask task;
  private final BitSet rareWords;
  private final TorchParameters parameters = new TorchParameters();
  private final EmbeddingImpl embedding;
  private final @Nullable TorchCharacters characters;
  private final TorchEncoder encoder;
  private final LinearImpl scores;
  private final @Nullable TorchCrf crf;
  private final CrossEntropyLossOptions summed = new CrossEntropyLossOptions();

  TorchTagger(TaggingTask task) {
    TaggingConfig config = task.model();
    this.task = task;
    this.rareWords = task.rareWords();
    this.embedding = new EmbeddingImpl(task.shape().words(), config.embeddingSize());
    this.encoder = TorchLayers.encoder(config.recurrent(), parameters, "rnn.");
    int tags = task.shape().tags().size();
    this.scores = new LinearImpl(config.recurrent().outputSize(), tags);
    parameters.register("embedding.", embedding);
    this.characters =
        config.characters().hiddenSize() == 0
            ? null
            : new TorchCharacters(config.characters(), task.shape().characters(), parameters);
    parameters.register("scores.", scores);
    this.crf =
        switch (config.output()) {
          case CRF -> new TorchCrf(parameters, "crf.", tags);
          case SOFTMAX -> null;
        };
    summed.reduction().put(new LossReduction(new kSum()));
    summed.ignore_index().put(-1);
  }

  @Override
  public TorchParameters parameters() {
    return parameters;
  }

  @Override
  public int[] lengths(TaggedShard examples) {
    return examples.sentences().lengths();
  }

  @Override
  public Tensor loss(TaggedShard examples, int[] batch, long seed) {
    PaddedIds forms = PaddedIds.of(examples.sentences(), batch, task.timeSteps());
    PaddedIds tags = PaddedIds.of(examples.tags(), batch, task.timeSteps());
    Tensor vectors = embedding.forward(words(examples, forms, seed).tensor());
    if (characters != null) {
      vectors = torch.cat(new TensorVector(vectors, characters.forward(examples, forms)), 2);
    }
    Tensor emissions = scores.forward(encoder.forward(vectors, forms.lengths())[0]);
    return crf != null
        ? crf.loss(emissions, tags.ids(), tags.lengths())
        : softmaxLoss(emissions, tags);
  }

  /** The ids of the words, some of the rare ones replaced. */
  private PaddedIds words(TaggedShard examples, PaddedIds forms, long seed) {
    int[] words = new int[forms.ids().length];
    double probability = task.model().unknownProbability();
    for (int row = 0; row < words.length; row++) {
      if (isWord(forms, row)) {
        int word = examples.word(forms.ids()[row]);
        boolean replaced = rareWords.get(word) && Seeds.uniform(seed, row) < probability;
        words[row] = replaced ? Vocabulary.UNK : word;
      }
    }
    return new PaddedIds(words, forms.lengths());
  }

  private static boolean isWord(PaddedIds forms, int row) {
    int batchSize = forms.lengths().length;
    return row / batchSize < forms.lengths()[row % batchSize];
  }

  private Tensor softmaxLoss(Tensor emissions, PaddedIds tags) {
    int[] targets = tags.ids().clone();
    for (int row = 0; row < targets.length; row++) {
      targets[row] = isWord(tags, row) ? targets[row] : -1;
    }
    return torch.cross_entropy(
        emissions.reshape(-1, emissions.size(2)), TorchSequences.indices(targets), summed);
  }
}
