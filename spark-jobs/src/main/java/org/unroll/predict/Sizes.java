package org.unroll.predict;

import java.lang.reflect.Array;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterable;

/** The sizes of values, for bounds of memory: characters, bytes, and elements of arrays. */
final class Sizes {

  private Sizes() {}

  static long of(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return text.length();
    }
    if (value instanceof Object[] array) {
      long size = 0;
      for (Object element : array) {
        size += of(element);
      }
      return size;
    }
    if (value instanceof Iterable<?> all) {
      long size = 0;
      for (scala.collection.Iterator<?> each = all.iterator(); each.hasNext(); ) {
        size += of(each.next());
      }
      return size;
    }
    if (value instanceof Collection<?> all) {
      return all.stream().mapToLong(Sizes::of).sum();
    }
    return value != null && value.getClass().isArray() ? Array.getLength(value) : 1;
  }
}
