package org.unroll.prepare.labelled;

import java.util.Arrays;
import org.unroll.data.labelled.Example;
import org.unroll.text.Vocabulary;

/**
 * An example with its counts.
 *
 * @param tokens its tokens
 * @param unknown those of them that the vocabulary does not have
 */
public record EncodedRecord(Example example, long tokens, long unknown) {

  /** An example without tokens. */
  public static EncodedRecord of(Example example) {
    return new EncodedRecord(example, 0, 0);
  }

  /** An example with tokens. */
  public static EncodedRecord of(Example example, int[] ids) {
    return of(example).with(ids);
  }

  /** The same example, whose counts include further tokens. */
  EncodedRecord with(int[] ids) {
    long more = Arrays.stream(ids).filter(id -> id == Vocabulary.UNK).count();
    return new EncodedRecord(example, tokens + ids.length, unknown + more);
  }
}
