package org.unroll.inference;

import org.unroll.checkpoint.Checkpoint;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.BadDataException;
import org.unroll.task.language.LanguageModel;
import org.unroll.task.language.TokenBatch;
import org.unroll.tensor.TensorLayout;
import org.unroll.text.TextEncoder;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.Tokenizers;
import org.unroll.text.tokenizers.VocabularyFiles;

/**
 * Reads a text token by token and says after each how probable every next token is.
 *
 * <p>A text is read as a line: as if {@code <eos>} came before it. Not for use by several threads
 * at once.
 */
public final class Predictor implements AutoCloseable {

  private final TextEncoder encoder;
  private final LanguageModel model;
  private final TokenBatch batch = new TokenBatch(1, 1);
  private final float[] logProbabilities;

  /**
   * A predictor with the parameters, vocabulary and tokenizer of a checkpoint.
   *
   * @throws BadDataException if the checkpoint's tensors are not those of its configuration
   */
  public Predictor(Checkpoint checkpoint) {
    UnrollConfig config = UnrollConfig.ofJson(checkpoint.configuration());
    Vocabulary vocabulary =
        VocabularyFiles.read(checkpoint.taskFiles(), checkpoint.path().toString());
    encoder = Tokenizers.encoder(config.text(), vocabulary);
    TensorLayout expected = LanguageModel.layout(config.model(), vocabulary.size());
    checkTensors(expected, checkpoint);
    model = new LanguageModel(config.model(), vocabulary.size(), 1, 1);
    model.setParameters(checkpoint.model().values());
    logProbabilities = new float[vocabulary.size()];
    restart();
  }

  private static void checkTensors(TensorLayout expected, Checkpoint checkpoint) {
    TensorLayout found = checkpoint.model().layout();
    for (String name : expected.names()) {
      if (!found.names().contains(name) || !found.slot(name).equals(expected.slot(name))) {
        throw new BadDataException(
            checkpoint.path()
                + ": expected the tensor "
                + name
                + " of shape "
                + expected.slot(name).shape()
                + " by its configuration, found "
                + (found.names().contains(name) ? found.slot(name).shape() : "none"));
      }
    }
  }

  /** Returns the tokenizer and the vocabulary of the checkpoint. */
  public TextEncoder encoder() {
    return encoder;
  }

  /** Forgets what was read, and begins a line. */
  public void restart() {
    model.clearState();
    read(Vocabulary.EOS);
  }

  /** Reads one more token. */
  public void read(int id) {
    batch.inputs[0] = id;
    // Any target but <pad> makes the model show its scores.
    batch.targets[0] = Vocabulary.UNK;
    model.evaluate(
        batch,
        (time, stream, scores, logSumExp) -> {
          for (int next = 0; next < logProbabilities.length; next++) {
            logProbabilities[next] = (float) (scores[next] - logSumExp);
          }
        });
  }

  /** The natural logarithm of the probability that {@code id} comes next. */
  public float logProbability(int id) {
    return logProbabilities[id];
  }

  @Override
  public void close() {
    model.close();
  }
}
