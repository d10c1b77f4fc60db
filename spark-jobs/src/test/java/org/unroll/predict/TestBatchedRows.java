package org.unroll.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.unroll.records.InputRecord;
import org.unroll.testing.LocalSpark;

/** Rows in batches of like lengths, from a bounded buffer. */
class TestBatchedRows {

  /** A model of the lengths of texts, which keeps the batches that it was given. */
  private static final class Lengths implements RowModel<String>, RowModel.Use<String> {

    private static final long serialVersionUID = 1L;

    private final transient List<List<String>> batches = new ArrayList<>();
    private @Nullable String reading;

    @Override
    public List<String> columns() {
      return List.of("text");
    }

    @Override
    public String schema() {
      return "length INT";
    }

    @Override
    public @Nullable String read(InputRecord row) {
      return reading;
    }

    @Override
    public int length(String input) {
      return input.length();
    }

    @Override
    public Use<String> use(Configuration hadoop) {
      return this;
    }

    @Override
    public int batchSize() {
      return 10;
    }

    @Override
    public List<@Nullable Map<String, Object>> apply(List<String> inputs) {
      batches.add(inputs);
      List<@Nullable Map<String, Object>> found = new ArrayList<>();
      inputs.forEach(input -> found.add(Map.of("length", input.length())));
      return found;
    }

    @Override
    public void close() {}
  }

  private static final class Form implements BatchedRows.Form<String, String> {

    private static final long serialVersionUID = 1L;

    private final transient Lengths model;

    Form(Lengths model) {
      this.model = model;
    }

    @Override
    @SuppressWarnings("NullAway")
    public InputRecord record(String row) {
      model.reading = row.isEmpty() ? null : row;
      return null;
    }

    @Override
    public long size(String row) {
      return row.length();
    }

    @Override
    public String with(String row, @Nullable Map<String, Object> values) {
      return row.length() + "=" + (values == null ? "none" : values.get("length"));
    }
  }

  /** An iterator that counts what was taken from it. */
  private static final class Source implements Iterator<String> {

    private final Iterator<String> rows;
    private int taken;

    Source(Iterator<String> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public String next() {
      taken++;
      return rows.next();
    }
  }

  private final Lengths model = new Lengths();

  private BatchedRows<String, String, String> batched(Source source) {
    return new BatchedRows<>(
        source, new Form(model), model, model, new RowCounts(LocalSpark.context().sc()));
  }

  @Test
  void rowsComeBackInTheirOrderAfterBatchesOfLikeLengths() {
    List<String> rows =
        IntStream.range(0, 9_000).mapToObj(i -> "x".repeat(i * 7919 % 101)).toList();
    List<String> result = new ArrayList<>();
    batched(new Source(rows.iterator())).forEachRemaining(result::add);
    assertThat(result)
        .containsExactlyElementsOf(
            rows.stream()
                .map(row -> row.length() + "=" + (row.isEmpty() ? "none" : row.length()))
                .toList());
    long wide =
        model.batches.stream()
            .filter(batch -> batch.get(batch.size() - 1).length() - batch.get(0).length() > 1)
            .count();
    assertThat(wide).isZero();
    assertThat(model.batches).allMatch(batch -> batch.size() <= 10);
  }

  @Test
  void theBufferIsBounded() {
    Source many = new Source(IntStream.range(0, 100_000).mapToObj(i -> "x").iterator());
    Iterator<String> result = batched(many);
    for (int row = 1; row <= 20_000; row++) {
      result.next();
      assertThat(many.taken - row).isLessThan(BatchedRows.MAX_ROWS);
    }
    String large = "x".repeat(1 << 20);
    Source wide = new Source(IntStream.range(0, 100).mapToObj(i -> large).iterator());
    result = batched(wide);
    for (int row = 1; row <= 100; row++) {
      result.next();
      assertThat((wide.taken - row + 1) * (long) large.length())
          .isLessThanOrEqualTo(BatchedRows.MAX_SIZE);
    }
    assertThat(result.hasNext()).isFalse();
  }
}
