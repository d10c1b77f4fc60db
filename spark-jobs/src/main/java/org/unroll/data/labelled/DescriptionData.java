package org.unroll.data.labelled;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.unroll.config.DescriptionKeys;
import org.unroll.config.UnrollConfig;
import org.unroll.data.PreparedData;
import org.unroll.errors.BadDataException;
import org.unroll.task.classification.FeatureScale;
import org.unroll.task.description.DescribedShard;
import org.unroll.task.description.DescriptionShape;
import org.unroll.task.description.DescriptionTask;
import org.unroll.task.generation.SearchConfig;
import org.unroll.task.generation.TargetText;
import org.unroll.task.generation.VocabularyText;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.VocabularyFiles;

/** Feature vectors with the texts that describe them, for a describer. */
public final class DescriptionData {

  /** The columns: scaled features; ids of the tokens of all texts; the length of each text. */
  public static final ExampleSchema ITEMS =
      new ExampleSchema(
          ExampleColumn.floats("features"),
          ExampleColumn.ints("ids"),
          ExampleColumn.ints("lengths"));

  private DescriptionData() {}

  /**
   * An item with its texts.
   *
   * @param features scaled, (F)
   * @param texts ids without {@code <eos>}
   */
  public static Example example(float[] features, List<int[]> texts) {
    return new Example(
        features,
        texts.stream().flatMapToInt(Arrays::stream).toArray(),
        texts.stream().mapToInt(text -> text.length).toArray());
  }

  /**
   * Opens the data of a describer. The validations of training are greedy; an evaluation searches
   * as the configuration says.
   *
   * @param config the keys {@code model}, {@code description} and {@code train} count
   * @throws BadDataException if its scale or its vocabulary are damaged
   */
  public static LabelledData<DescribedShard> open(UnrollConfig config, PreparedData prepared) {
    UnrollConfig resolved = config.withSectionsOf(prepared.config(), DescriptionKeys.DATA);
    DescriptionKeys keys = new DescriptionKeys(resolved.keys());
    Map<String, String> files = prepared.files();
    String folder = prepared.folder().toString();
    Vocabulary vocabulary = VocabularyFiles.read(files, folder);
    DescriptionShape shape = keys.shape(FeatureScale.read(files, folder).size(), vocabulary.size());
    TargetText text = VocabularyText.of(resolved.text(), vocabulary);
    return new LabelledData<>(
            prepared,
            resolved,
            new DescriptionTask(keys.model(), shape, SearchConfig.GREEDY, text, files),
            ITEMS,
            () -> new Items(shape.features(), shape.tokens()),
            metrics -> Map.of())
        .evaluatedBy(new DescriptionTask(keys.model(), shape, keys.search(), text, files));
  }

  private static final class Items implements ShardFactory.ShardBuilder<DescribedShard> {

    private final int features;
    private final int tokens;
    private final DescribedShard.Builder shard;

    Items(int features, int tokens) {
      this.features = features;
      this.tokens = tokens;
      this.shard = new DescribedShard.Builder(features);
    }

    @Override
    public void add(Example example) {
      float[] vector = example.floats(0);
      int[] ids = ExampleIds.checked(example.ints(1), tokens, "ids");
      int[] lengths = example.ints(2);
      if (vector.length != features
          || lengths.length == 0
          || Arrays.stream(lengths).anyMatch(length -> length < 0)
          || Arrays.stream(lengths).asLongStream().sum() != ids.length) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "expected %d features and at least one text, with the length of each, found %d"
                    + " features, and %d lengths of %d ids; prepare the data again",
                features,
                vector.length,
                lengths.length,
                ids.length));
      }
      List<int[]> texts = new ArrayList<>();
      int from = 0;
      for (int length : lengths) {
        texts.add(Arrays.copyOfRange(ids, from, from + length));
        from += length;
      }
      shard.add(vector, texts);
    }

    @Override
    public DescribedShard build() {
      return shard.build();
    }
  }
}
