package org.unroll.inference;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.files.Paths;
import org.unroll.inference.Completer.CompletionReport;
import org.unroll.inference.Sampler.Sample;
import org.unroll.inference.Scorer.ScoreReport;
import org.unroll.task.language.ForwardLanguageModel;
import org.unroll.task.language.LanguageModel;
import org.unroll.task.language.LanguageTask;
import org.unroll.tensor.TensorLayout;
import org.unroll.text.TextEncoder;
import org.unroll.text.Tokenizer;
import org.unroll.text.Vocabulary;
import org.unroll.text.places.TextPieces;
import org.unroll.text.tokenizers.Tokenizers;
import org.unroll.text.tokenizers.VocabularyFiles;

/**
 * A trained language model, opened for use: its weights, without gradients, its vocabulary and its
 * tokenizer. It never changes, and threads may share it. The state of a text being read is kept by
 * a {@link Session}.
 *
 * <pre>{@code
 * try (TextModel model = TextModel.open("model")) {
 *   model.complete("The city of", 3).completions().forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>An open model takes {@link #weightBytes}: 4 bytes for each parameter, with the rows of each
 * matrix rounded up to whole vectors. There is no other copy, since all products read the same
 * order. In addition, each call in progress takes a workspace of {@link #workspaceBytes}, and each
 * session {@link #sessionBytes}. While a model is opened, its parameters are in memory as read,
 * too.
 *
 * <p>With the Vector API ({@code --add-modules=jdk.incubator.vector}) a session's distributions are
 * the same bits whether it reads alone or together with others, and whether a text is read token by
 * token or at once. Without it, products are those of OpenBLAS, and the last digits may differ.
 */
public final class TextModel implements AutoCloseable {

  private final TextEncoder encoder;
  private final ForwardLanguageModel network;
  private final float[] start; // the state in which a line begins
  private final int[] drawable;
  private volatile boolean closed;

  /**
   * The model of a checkpoint.
   *
   * @throws BadDataException if it is of another task, or its tensors are not those of its
   *     configuration
   */
  public TextModel(Checkpoint checkpoint) {
    checkpoint.checkTask(LanguageTask.NAME);
    UnrollConfig config = UnrollConfig.of(checkpoint);
    Vocabulary vocabulary =
        VocabularyFiles.read(checkpoint.taskFiles(), checkpoint.path().toString());
    encoder = Tokenizers.encoder(config.text(), vocabulary);
    checkpoint
        .model()
        .checkLayout(layout(config, vocabulary, checkpoint), checkpoint.path().toString());
    network = new ForwardLanguageModel(config.model(), vocabulary.size(), checkpoint.model());
    start = new float[network.stateSize()];
    network.read(new int[] {Vocabulary.EOS}, start);
    drawable = drawable(encoder);
  }

  private static int[] drawable(TextEncoder encoder) {
    int[] ids = new int[encoder.vocabulary().size()];
    int count = 0;
    for (int id = Vocabulary.EOS; id < ids.length; id++) {
      String shown = encoder.show(id);
      if (id == Vocabulary.EOS || (shown.indexOf('\n') < 0 && shown.indexOf('\r') < 0)) {
        ids[count++] = id;
      }
    }
    return Arrays.copyOf(ids, count);
  }

  /** What the parameters should be by the configuration, which came with them. */
  private static TensorLayout layout(
      UnrollConfig config, Vocabulary vocabulary, Checkpoint checkpoint) {
    try {
      return LanguageModel.layout(config.model(), vocabulary.size());
    } catch (ConfigurationException e) {
      throw new BadDataException(checkpoint.configurationFile() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Opens a model.
   *
   * @param path a checkpoint, or the output folder of a training run, which stands for its best
   *     checkpoint: a folder, or the URI of one on any file system that Hadoop knows
   * @throws BadDataException if there is no checkpoint, or it is damaged
   */
  public static TextModel open(String path) {
    return open(Paths.of(path), new Configuration());
  }

  /**
   * Opens a model in a folder.
   *
   * @param path as {@link #open(String)} takes it
   * @throws BadDataException if there is no checkpoint, or it is damaged
   */
  public static TextModel open(java.nio.file.Path path) {
    return open(new Path(path.toUri()), new Configuration());
  }

  /**
   * Opens a model on any file system that Hadoop knows.
   *
   * @param path as {@link #open(String)} takes it
   * @throws BadDataException if there is no checkpoint, or it is damaged
   */
  public static TextModel open(Path path, Configuration hadoop) {
    return new TextModel(Checkpoint.open(path, hadoop));
  }

  /** The tokens that the model knows, by id. */
  public Vocabulary vocabulary() {
    return encoder.vocabulary();
  }

  /** The tokenizer with which the model was trained. */
  public Tokenizer tokenizer() {
    return encoder.tokenizer();
  }

  /** The bytes of the weights. */
  public long weightBytes() {
    return network.weightBytes();
  }

  /**
   * The bytes of the workspace that a thread takes in a call, and a later call reuses.
   *
   * @param rows how many tokens or sessions a call predicts for at once, at most 20: 1 for {@link
   *     Session#next}
   */
  public long workspaceBytes(int rows) {
    return network.workspaceBytes(rows);
  }

  /** The bytes of a session, besides the distribution of {@link Session#next}, 4 V. */
  public long sessionBytes() {
    return (long) network.stateSize() * Float.BYTES;
  }

  /** A session at the beginning of a line, as if {@code <eos>} came before it. */
  public Session newSession() {
    network();
    return new Session(this, start, null);
  }

  /**
   * Reads one token in each of some sessions, as one batch.
   *
   * @param sessions of this model, each once
   * @param ids one for each session
   */
  public void read(List<Session> sessions, int[] ids) {
    checkLength(sessions, ids);
    network().read(ids, states(sessions));
    sessions.forEach(session -> session.cache(null));
  }

  private static void checkLength(List<Session> sessions, int[] ids) {
    if (ids.length != sessions.size()) {
      throw new IllegalArgumentException(
          "expected as many ids as sessions, " + sessions.size() + ", found " + ids.length);
    }
  }

  /**
   * The distributions of the next token of some sessions, as one batch.
   *
   * @param sessions of this model, each once
   */
  public List<Distribution> next(List<Session> sessions) {
    List<Session> missing = sessions.stream().filter(session -> session.cached() == null).toList();
    float[][] scores = new float[missing.size()][vocabulary().size()];
    double[] logSumExp = new double[missing.size()];
    network().predict(states(missing), scores, logSumExp);
    for (int i = 0; i < scores.length; i++) {
      missing.get(i).cache(new Distribution(scores[i], logSumExp[i]));
    }
    return sessions.stream().map(Session::next).toList();
  }

  private float[][] states(List<Session> sessions) {
    Set<Session> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    float[][] states = new float[sessions.size()][];
    for (int i = 0; i < states.length; i++) {
      Session session = sessions.get(i);
      if (session.model() != this || !seen.add(session)) {
        throw new IllegalArgumentException(
            "expected sessions of this model, each once; found "
                + (session.model() != this ? "one of another model" : "one twice")
                + " at position "
                + i);
      }
      states[i] = session.state();
    }
    return states;
  }

  /**
   * Scores and reads one token in each of some sessions, as one batch.
   *
   * @param sessions of this model, each once
   * @param ids one for each session
   * @return the natural logarithm of the probability of each token, the same bits as {@link
   *     Session#score} gives
   */
  public float[] score(List<Session> sessions, int[] ids) {
    checkLength(sessions, ids);
    float[] logProbabilities = new float[ids.length];
    network().score(ids, states(sessions), logProbabilities);
    sessions.forEach(session -> session.cache(null));
    return logProbabilities;
  }

  /**
   * Cuts a text into ids: {@code <unk>} for what the vocabulary does not have, {@code <eos>} for
   * each end of a line, as in prepared data. A line ends with a line feed, a carriage return, or
   * both.
   */
  public int[] encode(String text) {
    return encoded(text).ids();
  }

  /** The tokens of a text that are read as {@code <unk>}, each once, as people read them. */
  public List<String> unknownTokens(String text) {
    return encoded(text).unknown();
  }

  EncodedText encoded(String text) {
    return new EncodedText(text, encoder);
  }

  /**
   * Checks a result.
   *
   * @throws BadDataException if it is not a number, as with parameters that diverged
   */
  static void requireFinite(double result) {
    if (!Double.isFinite(result)) {
      throw new BadDataException(
          "expected a model whose log-probabilities are finite, found one that gives "
              + result
              + "; its training diverged, use an earlier checkpoint");
    }
  }

  /** The most probable next tokens; see {@link Completer#complete}. */
  public CompletionReport complete(String prompt, int k) {
    return new Completer(this).complete(prompt, k);
  }

  /** The probability of a text; see {@link Scorer#score}. */
  public ScoreReport score(String text) {
    return new Scorer(this).score(text);
  }

  /** The probability of each of some lines; see {@link Scorer#scoreLines}. */
  public List<ScoreReport> scoreLines(List<String> lines) {
    return new Scorer(this).scoreLines(lines);
  }

  /** A text that continues a prompt; see {@link Sampler#generate(String, GenerationConfig)}. */
  public Sample generate(String prompt, GenerationConfig config) {
    return new Sampler(this).generate(prompt, config);
  }

  /** A text that continues a prompt; see {@link Sampler#generate(String, int, double, long)}. */
  public Sample generate(String prompt, int length, double temperature, long seed) {
    return new Sampler(this).generate(prompt, length, temperature, seed);
  }

  /**
   * The ids that may be drawn: all but {@code <pad>}, {@code <unk>}, and the subwords with a line
   * break in them, which no line of text has: only {@code <eos>} ends a line. Not a copy.
   */
  int[] drawable() {
    return drawable;
  }

  /** The text of token ids; {@code <eos>} becomes a line feed. */
  public String decode(int... ids) {
    return encoder.decode(ids);
  }

  /**
   * The number of characters before each token of a text, as {@link #encode} cuts it; of a token
   * that begins within a character, those before that character.
   */
  public int[] offsets(String text) {
    List<String> tokens = encoded(text).tokens();
    TextPieces pieces = TextPieces.of(text, tokenizer(), tokens);
    return IntStream.range(0, tokens.size()).map(pieces::begin).toArray();
  }

  /** The number of characters before each of some tokens, in the text that they make. */
  public int[] offsets(int[] ids) {
    List<String> tokens = Arrays.stream(ids).mapToObj(vocabulary()::token).toList();
    TextPieces pieces = TextPieces.joined(tokenizer(), tokens);
    return IntStream.range(0, ids.length).map(pieces::begin).toArray();
  }

  /** A token alone, as people read it. */
  public String show(int id) {
    return encoder.show(id);
  }

  ForwardLanguageModel network() {
    if (closed) {
      throw new IllegalStateException("expected an open model, found a closed one");
    }
    return network;
  }

  /**
   * Closes the model; neither it nor its sessions can be used after that. No call may be in
   * progress. Closing twice does nothing.
   */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      network.close();
    }
  }
}
