package org.unroll.prepare.windows;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.unroll.prepare.tokens.PackedIds;
import org.unroll.prepare.tokens.TokenRun;
import org.unroll.prepare.vocabulary.VocabularyLookup;
import scala.Tuple2;

/** An iterator over the pieces of the runs of a partition. */
public final class Pieces implements Iterator<Tuple2<PieceKey, PackedIds>> {

  private final Iterator<TokenRun> runs;
  private final PieceCutter cutter;
  private final long[] before;
  private final VocabularyLookup vocabulary;
  private int run;
  private Iterator<Tuple2<PieceKey, PackedIds>> pieces = Collections.emptyIterator();

  /**
   * Creates an iterator over the pieces of {@code runs}.
   *
   * @param before the argument of {@link PieceCutter#cut} for each run
   */
  Pieces(Iterator<TokenRun> runs, PieceCutter cutter, long[] before, VocabularyLookup vocabulary) {
    this.runs = runs;
    this.cutter = cutter;
    this.before = before;
    this.vocabulary = vocabulary;
  }

  @Override
  public boolean hasNext() {
    while (!pieces.hasNext() && runs.hasNext()) {
      TokenRun next = runs.next();
      pieces = cutter.cut(next, next.ids(vocabulary::id), before[run++]).iterator();
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
