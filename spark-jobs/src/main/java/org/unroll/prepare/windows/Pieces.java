package org.unroll.prepare.windows;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.unroll.prepare.tokens.PackedIds;
import org.unroll.prepare.tokens.TokenRun;
import org.unroll.prepare.vocabulary.VocabularyLookup;
import scala.Tuple2;

/** The pieces of a partition's segments. */
public final class Pieces implements Iterator<Tuple2<PieceKey, PackedIds>> {

  private final Iterator<TokenRun> segments;
  private final PieceCutter cutter;
  private final long[] before;
  private final VocabularyLookup vocabulary;
  private int segment;
  private Iterator<Tuple2<PieceKey, PackedIds>> pieces = Collections.emptyIterator();

  /**
   * The pieces of {@code segments}, where {@code before} is as {@link PieceCutter#cut} needs it.
   */
  Pieces(
      Iterator<TokenRun> segments, PieceCutter cutter, long[] before, VocabularyLookup vocabulary) {
    this.segments = segments;
    this.cutter = cutter;
    this.before = before;
    this.vocabulary = vocabulary;
  }

  @Override
  public boolean hasNext() {
    while (!pieces.hasNext() && segments.hasNext()) {
      TokenRun next = segments.next();
      pieces = cutter.cut(next, next.ids(vocabulary::id), before[segment++]).iterator();
    }
    return pieces.hasNext();
  }

  @Override
  public Tuple2<PieceKey, PackedIds> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return pieces.next();
  }
}
