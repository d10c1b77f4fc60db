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

/** Cuts segments into the pieces that are sorted and joined before windows are cut. */
public sealed interface PieceCutter extends Serializable {

  /** About how many tokens a file of windows has. */
  long TOKENS_PER_FILE = 1 << 23;

  /**
   * The pieces of a segment.
   *
   * @param ids of its tokens
   * @param before what {@link #size} says of all segments of its split before it, together
   */
  List<Tuple2<PieceKey, PackedIds>> cut(TokenRun segment, int[] ids, long before);

  /** Returns a cutter of articles, each of which is a piece. */
  static PieceCutter ofArticles() {
    return new Articles();
  }

  /** Returns a cutter of text, which is one sequence for each split. */
  static PieceCutter ofText(WindowConfig config, List<TokenRunSummary> runs) {
    return new Text(config, runs);
  }

  /** What a segment adds to {@code before}. */
  long size(TokenRunSummary segment);

  /**
   * Returns, for each run of each partition, the sizes of the runs of its split before it,
   * together.
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

  /** Tokens from the begin of a block to the begin of the next. */
  long blockTokens();

  /** The least key of each partition; none of a split without windows. */
  List<PieceKey> partitions(List<TokenRunSummary> segments);

  /** Articles: each is a piece; {@code before} counts articles. */
  final class Articles implements PieceCutter {

    private static final long serialVersionUID = 1L;

    @Override
    public List<Tuple2<PieceKey, PackedIds>> cut(TokenRun segment, int[] ids, long before) {
      List<Tuple2<PieceKey, PackedIds>> pieces = new ArrayList<>(segment.sequences());
      int from = 0;
      for (int article = 0; article < segment.sequences(); article++) {
        int to = from + segment.length(article);
        pieces.add(
            new Tuple2<>(
                new PieceKey(segment.split(), segment.sequence(article), before + article, 0, 0),
                PackedIds.of(ids, from, to)));
        from = to;
      }
      return pieces;
    }

    @Override
    public long size(TokenRunSummary segment) {
      return segment.sequences();
    }

    @Override
    public long blockTokens() {
      return Long.MAX_VALUE;
    }

    @Override
    public List<PieceKey> partitions(List<TokenRunSummary> segments) {
      Map<Split, TreeMap<Long, Long>> samples = new EnumMap<>(Split.class);
      for (TokenRunSummary segment : segments) {
        for (int sample = 0; sample < segment.sampledSequences().length; sample++) {
          samples
              .computeIfAbsent(segment.split(), split -> new TreeMap<>())
              .merge(
                  segment.sampledSequences()[sample], segment.sampledTokens()[sample], Long::sum);
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
   * Text, which is one sequence: it is cut into blocks that repeat the tokens which the windows of
   * two blocks share; {@code before} counts tokens.
   */
  final class Text implements PieceCutter {

    private static final long serialVersionUID = 1L;

    private static final int BLOCK_TOKENS = 1 << 18;

    private final int length;
    private final int stride;
    private final long blockTokens;

    /** Blocks by the split's ordinal. */
    private final long[] blocks = new long[Split.values().length];

    Text(WindowConfig config, List<TokenRunSummary> segments) {
      length = config.length();
      stride = config.stride();
      long windowsPerBlock = Math.max(1, BLOCK_TOKENS / stride);
      blockTokens = windowsPerBlock * stride;
      long[] tokens = new long[blocks.length];
      for (TokenRunSummary segment : segments) {
        tokens[segment.split().ordinal()] += segment.tokens();
      }
      Arrays.setAll(
          blocks,
          split -> (Windows.number(tokens[split], config) + windowsPerBlock - 1) / windowsPerBlock);
    }

    @Override
    public List<Tuple2<PieceKey, PackedIds>> cut(TokenRun segment, int[] ids, long before) {
      List<Tuple2<PieceKey, PackedIds>> pieces = new ArrayList<>();
      long after = before + ids.length;
      long block = Math.max(0, (before - length) / blockTokens);
      for (; block < blocks[segment.split().ordinal()]; block++) {
        long begin = block * blockTokens;
        long end = begin + blockTokens - stride + length;
        long from = Math.max(begin, before);
        long to = Math.min(end, after);
        if (from < to) {
          pieces.add(
              new Tuple2<>(
                  new PieceKey(segment.split(), 0, 0, begin, from),
                  PackedIds.of(ids, (int) (from - before), (int) (to - before))));
        } else if (begin >= after) {
          break;
        }
      }
      return pieces;
    }

    @Override
    public long size(TokenRunSummary segment) {
      return segment.tokens();
    }

    @Override
    public long blockTokens() {
      return blockTokens;
    }

    @Override
    public List<PieceKey> partitions(List<TokenRunSummary> segments) {
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
