package org.unroll.predict;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.BadDataException;
import org.unroll.errors.UnrollException;
import org.unroll.records.InputRecord;

/**
 * An iterator that applies a model to rows in batches of like lengths, and gives the rows back in
 * their order. It holds a buffer of {@value #MAX_ROWS} rows, or of fewer with {@value #MAX_SIZE}
 * characters and numbers or a row that has more, and what the model found for them.
 *
 * @param <T> a row
 * @param <I> what the model reads in it
 * @param <R> a row of the result
 */
final class BatchedRows<T, I, R> implements Iterator<R> {

  static final int MAX_ROWS = 4096;
  static final long MAX_SIZE = 1 << 22;

  /**
   * The form of rows.
   *
   * @param <T> a row
   * @param <R> a row of the result
   */
  interface Form<T, R> extends Serializable {

    /** Returns the columns that the model reads. */
    InputRecord record(T row);

    /** Returns about how many characters and numbers the row holds. */
    long size(T row);

    /** Returns the row of the result. */
    R with(T row, @Nullable Map<String, Object> values);
  }

  /** An input of the buffer. */
  private record Input<I>(int index, I value, int length) {}

  private final Iterator<T> rows;
  private final Form<T, R> form;
  private final RowModel<I> model;
  private final RowModel.Use<I> use;
  private final RowCounts counts;

  private final List<T> buffer = new ArrayList<>();
  private final List<@Nullable Map<String, Object>> found = new ArrayList<>();
  private int next;

  BatchedRows(
      Iterator<T> rows, Form<T, R> form, RowModel<I> model, RowModel.Use<I> use, RowCounts counts) {
    this.rows = rows;
    this.form = form;
    this.model = model;
    this.use = use;
    this.counts = counts;
  }

  @Override
  public boolean hasNext() {
    return next < buffer.size() || rows.hasNext();
  }

  @Override
  public R next() {
    if (next == buffer.size()) {
      fill();
    }
    R result = form.with(buffer.get(next), found.get(next));
    found.set(next, null);
    next++;
    return result;
  }

  private void fill() {
    if (!rows.hasNext()) {
      throw new NoSuchElementException();
    }
    buffer.clear();
    found.clear();
    next = 0;
    long size = 0;
    List<Input<I>> inputs = new ArrayList<>();
    while (rows.hasNext() && buffer.size() < MAX_ROWS && size < MAX_SIZE) {
      T row = rows.next();
      size += form.size(row);
      I input = model.read(form.record(row));
      if (input != null) {
        inputs.add(new Input<>(buffer.size(), input, model.length(input)));
      }
      buffer.add(row);
      found.add(null);
    }
    inputs.sort(Comparator.comparingInt(Input::length));
    for (int from = 0; from < inputs.size(); from += use.batchSize()) {
      apply(inputs.subList(from, Math.min(from + use.batchSize(), inputs.size())));
    }
    counts.add(buffer.size(), found.stream().filter(values -> values == null).count());
  }

  private void apply(List<Input<I>> batch) {
    List<@Nullable Map<String, Object>> values;
    try {
      values = use.apply(batch.stream().map(Input::value).toList());
    } catch (UnrollException e) {
      throw atItsPlace(batch, e);
    }
    for (int i = 0; i < batch.size(); i++) {
      found.set(batch.get(i).index(), values.get(i));
    }
  }

  /** The error with the place of the row that causes it, found by trying each by itself. */
  private UnrollException atItsPlace(List<Input<I>> batch, UnrollException error) {
    for (Input<I> input : batch) {
      try {
        use.apply(List.of(input.value()));
      } catch (UnrollException e) {
        String place = form.record(buffer.get(input.index())).place();
        return new BadDataException(place + ": " + e.getMessage(), e);
      }
    }
    return error;
  }
}
