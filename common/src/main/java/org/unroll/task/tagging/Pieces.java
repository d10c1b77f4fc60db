package org.unroll.task.tagging;

import java.util.Arrays;
import org.unroll.task.batch.RaggedInts;

/**
 * The sentences of a shard in pieces of at most T words. Of a longer sentence, neighbouring pieces
 * share a quarter of T words, so that each word is read with words on both sides. The tags of the
 * first piece hold up to a place in what they share, those of the second from there on: the place
 * nearest to the middle where the scheme allows that.
 */
final class Pieces {

  private final int[] sentences; // (P)
  private final int[] starts; // (P)
  private final int[] lengths; // (P)

  Pieces(RaggedInts words, int timeSteps) {
    int stride = timeSteps - timeSteps / 4;
    int count = 0;
    for (int sentence = 0; sentence < words.size(); sentence++) {
      count += pieces(words.length(sentence), timeSteps, stride);
    }
    sentences = new int[count];
    starts = new int[count];
    lengths = new int[count];
    int piece = 0;
    for (int sentence = 0; sentence < words.size(); sentence++) {
      int length = words.length(sentence);
      for (int i = 0; i < pieces(length, timeSteps, stride); i++) {
        sentences[piece] = sentence;
        starts[piece] = i * stride;
        lengths[piece] = Math.min(timeSteps, length - i * stride);
        piece++;
      }
    }
  }

  private static int pieces(int length, int timeSteps, int stride) {
    return length <= timeSteps ? 1 : 1 + (length - timeSteps + stride - 1) / stride;
  }

  int sentence(int piece) {
    return sentences[piece];
  }

  /** The first word of a piece in its sentence. */
  int start(int piece) {
    return starts[piece];
  }

  int[] lengths() {
    return lengths;
  }

  /**
   * Joins the tags of the pieces.
   *
   * @param found the tags of each piece, (P, its length)
   * @return the tags of each sentence, (N, its length)
   */
  int[][] join(int[][] found, RaggedInts words, TagSet tags) {
    int[][] joined = new int[words.size()][];
    for (int piece = 0; piece < found.length; piece++) {
      int sentence = sentences[piece];
      if (starts[piece] == 0) {
        joined[sentence] = Arrays.copyOf(found[piece], words.length(sentence));
      } else {
        append(joined[sentence], found[piece], piece, tags);
      }
    }
    return joined;
  }

  private void append(int[] joined, int[] next, int piece, TagSet tags) {
    int start = starts[piece];
    int end = starts[piece - 1] + lengths[piece - 1];
    int seam = seam(joined, next, start, end, tags);
    System.arraycopy(next, seam - start, joined, seam, next.length - (seam - start));
  }

  /** The first word whose tag is taken from the next piece. */
  private static int seam(int[] joined, int[] next, int start, int end, TagSet tags) {
    int middle = (start + end) / 2;
    for (int distance = 0; distance <= end - start; distance++) {
      int before = middle - distance;
      int after = middle + distance;
      if (before >= start && tags.mayFollow(joined[before - 1], next[before - start])) {
        return before;
      }
      if (after <= end && tags.mayFollow(joined[after - 1], next[after - start])) {
        return after;
      }
    }
    return middle;
  }
}
