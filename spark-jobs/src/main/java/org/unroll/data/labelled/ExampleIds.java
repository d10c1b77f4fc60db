package org.unroll.data.labelled;

import java.util.Locale;
import org.unroll.errors.BadDataException;

/** The check of the ids of prepared examples. */
final class ExampleIds {

  private ExampleIds() {}

  /**
   * Returns the ids of an example.
   *
   * @param size the bound of the ids
   * @param what they are, in the plural
   * @throws BadDataException if one is out of bounds
   */
  static int[] checked(int[] ids, int size, String what) {
    for (int id : ids) {
      if (id < 0 || id >= size) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "expected %s below %d, found %d; prepare the data again",
                what,
                size,
                id));
      }
    }
    return ids;
  }
}
