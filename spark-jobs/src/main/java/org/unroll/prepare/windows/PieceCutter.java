package org.unroll.prepare.windows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.unroll.dataset.Split;
import org.unroll.dataset.WindowConfig;
import org.unroll.dataset.Windows;
import org.unroll.prepare.tokens.PackedIds;
import org.unroll.prepare.tokens.TokenRun;
import org.unroll.prepare.tokens.TokenRunSummary;
import scala.Tuple2;

/** A cutter of runs into pieces, which are sorted and joined before windows are cut. */
public sealed interface PieceCutter extends Serializable {

  /** The approximate number of tokens in a file of windows. */
  long TOKENS_PER_FILE = 1 << 23;

  /**
   * Returns the pieces of a run.
   *
   * @param ids of the tokens of the run
   * @param before the sum of the {@link #size} of all runs of its split before it
   */
  List<Tuple2<PieceKey, PackedIds>> cut(TokenRun run, int[] ids, long before);

  /** Returns a cutter of articles, each of which is a piece. */
  static PieceCutter ofArticles() {
    return new Articles();
  }

  /** Returns a cutter of text, which is one sequence for each split. */
  static PieceCutter ofText(WindowConfig config, List<TokenRunSummary> runs) {
    return new Text(config, runs);
  }

  /** Returns what a run adds to {@code before}. */
  long size(TokenRunSummary run);

  /**
   * Returns, for each run of each partition, the sum of the sizes of the runs of its split before
   * it.
   */
  default long[][] sizesBefore(List<TokenRunSummary> runs, int partitions) {
    List<List<Long>> before = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      before.add(new ArrayList<>());
    }
    long[] sums = new long[Split.values().length];
    for (TokenRunSummary run : runs) {
      int split = run.split().ordinal();
      before.get(run.partition()).add(sums[split]);
      sums[split] += size(run);
    }
    return before.stream()
        .map(sizes -> sizes.stream().mapToLong(Long::longValue).toArray())
        .toArray(long[][]::new);
  }

  /** Returns the number of tokens from the start of a block to the start of the next. */
  long blockTokens();

  /** Returns the first key of each partition; none for a split without windows. */
  List<PieceKey> partitions(List<TokenRunSummary> runs);

  /** A cutter that makes each article a piece; {@code before} counts articles. */
  final class Articles implements PieceCutter {

    private static final long serialVersionUID = 1L;

    @Override
    public List<Tuple2<PieceKey, PackedIds>> cut(TokenRun run, int[] ids, long before) {
      List<Tuple2<PieceKey, PackedIds>> pieces = new ArrayList<>(run.sequences());
      int from = 0;
      for (int article = 0; article < run.sequences(); article++) {
        int to = from + run.length(article);
        pieces.add(
            new Tuple2<>(
                new PieceKey(run.split(), run.sequence(article), before + article, 0, 0),
                PackedIds.of(ids, from, to)));
        from = to;
      }
      return pieces;
    }

    @Override
    public long size(TokenRunSummary run) {
      return run.sequences();
    }

    @Override
    public long blockTokens() {
      return Long.MAX_VALUE;
    }

    @Override
    public List<PieceKey> partitions(List<TokenRunSummary> runs) {
      Map<Split, TreeMap<Long, Long>> samples = new EnumMap<>(Split.class);
      for (TokenRunSummary run : runs) {
        for (int sample = 0; sample < run.sampledSequences().length; sample++) {
          samples
              .computeIfAbsent(run.split(), split -> new TreeMap<>())
              .merge(run.sampledSequences()[sample], run.sampledTokens()[sample], Long::sum);
        }
      }
      List<PieceKey> first = new ArrayList<>();
      samples.forEach(
          (split, tokensFrom) -> {
            first.add(new PieceKey(split, Long.MIN_VALUE, 0, 0, 0));
            long tokens = 0;
            for (Map.Entry<Long, Long> sample : tokensFrom.entrySet()) {
              if (tokens >= TOKENS_PER_FILE) {
                first.add(new PieceKey(split, sample.getKey(), 0, 0, 0));
                tokens = 0;
              }
              tokens += sample.getValue();
            }
          });
      return first;
    }
  }

  /**
   * A cutter of text, which is one sequence, into blocks. Blocks repeat the tokens that their
   * windows share; {@code before} counts tokens.
   */
  final class Text implements PieceCutter {

    private static final long serialVersionUID = 1L;

    private static final int BLOCK_TOKENS = 1 << 18;

    private final int length;
    private final int stride;
    private final long blockTokens;

    /** The number of blocks, by the ordinal of the split. */
    private final long[] blocks = new long[Split.values().length];

    Text(WindowConfig config, List<TokenRunSummary> runs) {
      length = config.length();
      stride = config.stride();
      long windowsPerBlock = Math.max(1, BLOCK_TOKENS / stride);
      blockTokens = windowsPerBlock * stride;
      long[] tokens = new long[blocks.length];
      for (TokenRunSummary run : runs) {
        tokens[run.split().ordinal()] += run.tokens();
      }
      Arrays.setAll(
          blocks,
          split -> (Windows.number(tokens[split], config) + windowsPerBlock - 1) / windowsPerBlock);
    }

    @Override
    public List<Tuple2<PieceKey, PackedIds>> cut(TokenRun run, int[] ids, long before) {
      List<Tuple2<PieceKey, PackedIds>> pieces = new ArrayList<>();
      long after = before + ids.length;
      long block = Math.max(0, (before - length) / blockTokens);
      for (; block < blocks[run.split().ordinal()]; block++) {
        long begin = block * blockTokens;
        long end = begin + blockTokens - stride + length;
        long from = Math.max(begin, before);
        long to = Math.min(end, after);
        if (from < to) {
          pieces.add(
              new Tuple2<>(
                  new PieceKey(run.split(), 0, 0, begin, from),
                  PackedIds.of(ids, (int) (from - before), (int) (to - before))));
        } else if (begin >= after) {
          break;
        }
      }
      return pieces;
    }

    @Override
    public long size(TokenRunSummary run) {
      return run.tokens();
    }

    @Override
    public long blockTokens() {
      return blockTokens;
    }

    @Override
    public List<PieceKey> partitions(List<TokenRunSummary> runs) {
      long blocksPerFile = Math.max(1, TOKENS_PER_FILE / blockTokens);
      List<PieceKey> first = new ArrayList<>();
      for (Split split : Split.values()) {
        for (long block = 0; block < blocks[split.ordinal()]; block += blocksPerFile) {
          first.add(new PieceKey(split, 0, 0, block * blockTokens, 0));
        }
      }
      return first;
    }
  }
}
