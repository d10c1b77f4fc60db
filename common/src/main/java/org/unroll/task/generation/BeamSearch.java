package org.unroll.task.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.unroll.text.Vocabulary;

/**
 * A search for the most probable texts, token by token, that follows the k best ones of each source
 * at a time (Graves 2012; length penalty: Wu et al. 2016). All texts of all sources take a step
 * together.
 *
 * <p>A source is done once k of its texts have ended, or at the maximum length, where texts count
 * as they are. {@code <pad>} and {@code <unk>} are never chosen. Of texts that are equally good,
 * the one of the better beginning comes first, then the one of the smaller id.
 */
public final class BeamSearch {

  private final StepDecoder decoder;
  private final SearchConfig config;
  private final int maxLength;

  /**
   * A search.
   *
   * @param maxLength the maximum number of tokens, {@code <eos>} included
   */
  public BeamSearch(StepDecoder decoder, SearchConfig config, int maxLength) {
    if (maxLength < 1) {
      throw new IllegalArgumentException("expected a length of at least 1, found " + maxLength);
    }
    this.decoder = decoder;
    this.config = config;
    this.maxLength = maxLength;
  }

  /** A beginning of a text, as a token after another beginning. */
  private record Node(
      @Nullable Node before, int token, double logProbability, float[] attention, int length) {}

  /** A text that is followed: a beginning whose last token has not been read, and the state. */
  private record Beam(Node node, float[] state) {}

  /** The texts of one source. */
  private static final class Source {
    List<Beam> beams = new ArrayList<>();
    final List<Hypothesis> found = new ArrayList<>();
  }

  /**
   * Finds the best texts of some sources.
   *
   * @param states the state of each source before its first token; left as they are
   * @return up to k texts for each source, the best first
   */
  public List<List<Hypothesis>> search(float[][] states) {
    Source[] sources = new Source[states.length];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = new Source();
      Node begin = new Node(null, Vocabulary.EOS, 0, new float[0], 0);
      sources[i].beams.add(new Beam(begin, states[i].clone()));
    }
    for (int step = 1; step <= maxLength; step++) {
      if (!step(sources, step == maxLength)) {
        break;
      }
    }
    List<List<Hypothesis>> best = new ArrayList<>();
    for (Source source : sources) {
      source.found.sort(Comparator.comparingDouble(hypothesis -> -hypothesis.score()));
      best.add(
          List.copyOf(source.found.subList(0, Math.min(config.beamSize(), source.found.size()))));
    }
    return best;
  }

  /** Takes one step of all sources that are not done, if there are any. */
  private boolean step(Source[] sources, boolean last) {
    int rows = Arrays.stream(sources).mapToInt(source -> source.beams.size()).sum();
    if (rows == 0) {
      return false;
    }
    int[] ofSources = new int[rows];
    int[] tokens = new int[rows];
    float[][] states = new float[rows][];
    int row = 0;
    for (int i = 0; i < sources.length; i++) {
      for (Beam beam : sources[i].beams) {
        ofSources[row] = i;
        tokens[row] = beam.node.token;
        states[row] = beam.state;
        row++;
      }
    }
    float[] logProbabilities = new float[Math.multiplyExact(rows, decoder.vocabularySize())];
    float[][] attention = decoder.step(ofSources, tokens, states, logProbabilities);
    int first = 0;
    for (Source source : sources) {
      int count = source.beams.size();
      if (count > 0) {
        Candidates candidates = candidates(source, logProbabilities, first);
        choose(source, candidates, attention, first, last);
      }
      first += count;
    }
    return true;
  }

  private Candidates candidates(Source source, float[] logProbabilities, int firstRow) {
    int words = decoder.vocabularySize();
    // So many that k are left even if each beam's best token is <eos>.
    Candidates candidates = new Candidates(2 * config.beamSize());
    for (int b = 0; b < source.beams.size(); b++) {
      double before = source.beams.get(b).node.logProbability;
      int offset = (firstRow + b) * words;
      for (int token = Vocabulary.EOS; token < words; token++) {
        candidates.offer(before + logProbabilities[offset + token], b, token);
      }
    }
    return candidates;
  }

  private void choose(
      Source source, Candidates candidates, float[][] attention, int firstRow, boolean last) {
    List<Beam> next = new ArrayList<>();
    for (int rank = 0; rank < candidates.size && next.size() < config.beamSize(); rank++) {
      Beam beam = source.beams.get(candidates.beams[rank]);
      Node node =
          new Node(
              beam.node,
              candidates.tokens[rank],
              candidates.scores[rank],
              attention[firstRow + candidates.beams[rank]],
              beam.node.length + 1);
      if (node.token != Vocabulary.EOS) {
        next.add(new Beam(node, beam.state.clone()));
      } else if (rank < config.beamSize()) {
        source.found.add(hypothesis(node));
      }
    }
    boolean done = source.found.size() >= config.beamSize();
    if (last && !done) {
      next.forEach(beam -> source.found.add(hypothesis(beam.node)));
    }
    source.beams = last || done ? List.of() : next;
  }

  private Hypothesis hypothesis(Node end) {
    boolean ended = end.token == Vocabulary.EOS;
    int[] tokens = new int[ended ? end.length - 1 : end.length];
    float[][] attention = new float[end.length][];
    Node node = end;
    for (int i = end.length - 1; i >= 0; i--) {
      attention[i] = node.attention;
      if (i < tokens.length) {
        tokens[i] = node.token;
      }
      if (node.before != null) {
        node = node.before;
      }
    }
    double score = config.score(end.logProbability, end.length);
    return new Hypothesis(tokens, ended, end.logProbability, score, attention);
  }

  /** The best continuations, in falling order; of equal ones, the one offered first. */
  private static final class Candidates {

    final double[] scores;
    final int[] beams;
    final int[] tokens;
    int size;

    Candidates(int capacity) {
      scores = new double[capacity];
      beams = new int[capacity];
      tokens = new int[capacity];
    }

    void offer(double score, int beam, int token) {
      if (size == scores.length && !(score > scores[size - 1])) {
        return;
      }
      int at = size < scores.length ? size++ : size - 1;
      while (at > 0 && score > scores[at - 1]) {
        scores[at] = scores[at - 1];
        beams[at] = beams[at - 1];
        tokens[at] = tokens[at - 1];
        at--;
      }
      scores[at] = score;
      beams[at] = beam;
      tokens[at] = token;
    }
  }
}
