package org.unroll.data.labelled;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.unroll.config.ClassificationKeys;
import org.unroll.config.UnrollConfig;
import org.unroll.data.CountTable;
import org.unroll.data.PreparedData;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.task.batch.RaggedInts;
import org.unroll.task.classification.ClassificationConfig.Choice;
import org.unroll.task.classification.ClassificationMetrics;
import org.unroll.task.classification.ClassificationTask;
import org.unroll.task.classification.FeatureScale;
import org.unroll.task.classification.LabelSet;
import org.unroll.task.classification.LabelledShard;
import org.unroll.text.tokenizers.VocabularyFiles;

/** Texts or feature vectors with their labels, for a classifier. */
public final class ClassificationData {

  /** The columns of texts: ids of tokens, and numbers of labels. */
  public static final ExampleSchema TEXTS =
      new ExampleSchema(ExampleColumn.ints("ids"), ExampleColumn.ints("labels"));

  /** The columns of vectors: standardised features, and numbers of labels. */
  public static final ExampleSchema VECTORS =
      new ExampleSchema(ExampleColumn.floats("features"), ExampleColumn.ints("labels"));

  /** The file with the number of training examples of each label, one a line. */
  public static final String LABEL_COUNTS = "label-counts.txt";

  /** With more labels a confusion matrix is no longer read. */
  private static final int MAX_SHOWN_LABELS = 100;

  private ClassificationData() {}

  /**
   * Opens the data of a classifier.
   *
   * @param config the keys {@code model}, {@code classification} and {@code train} count
   * @throws BadDataException if its labels or its vocabulary are damaged
   */
  public static LabelledData<LabelledShard> open(UnrollConfig config, PreparedData prepared) {
    UnrollConfig resolved = config.withSectionsOf(prepared.config(), ClassificationKeys.DATA);
    ClassificationKeys keys = new ClassificationKeys(resolved.keys());
    Map<String, String> files = prepared.files();
    String folder = prepared.folder().toString();
    List<String> names = LabelSet.read(files, folder).labels();
    int labels = names.size();
    int inputs =
        keys.ofFeatures()
            ? FeatureScale.read(files, folder).size()
            : VocabularyFiles.read(files, folder).size();
    ClassificationTask task =
        new ClassificationTask(
            keys.model(inputs, labels), keys.maxLength(), weights(keys, prepared, labels), files);
    ShardFactory<LabelledShard> shards =
        keys.ofFeatures() ? () -> new Vectors(inputs, labels) : () -> new Texts(inputs, labels);
    return new LabelledData<>(
        prepared,
        resolved,
        task,
        keys.ofFeatures() ? VECTORS : TEXTS,
        shards,
        metrics -> tables(names, (ClassificationMetrics) metrics));
  }

  private static Map<String, CountTable> tables(
      List<String> labels, ClassificationMetrics metrics) {
    return labels.size() > MAX_SHOWN_LABELS
        ? Map.of()
        : Map.of("confusion", CountTable.confusion(labels, metrics::confusion));
  }

  private static float[] weights(ClassificationKeys keys, PreparedData prepared, int labels) {
    float[] weights = new float[labels];
    Arrays.fill(weights, 1);
    if (keys.classWeights() == ClassificationKeys.ClassWeights.BALANCED) {
      if (keys.choice() == Choice.MULTIPLE) {
        throw new ConfigurationException(
            "classification.classWeights must be none where several labels apply, found balanced");
      }
      long[] counts = prepared.counts(LABEL_COUNTS, labels);
      double all = Arrays.stream(counts).sum();
      for (int label = 0; all > 0 && label < labels; label++) {
        weights[label] = (float) (all / ((double) labels * Math.max(1, counts[label])));
      }
    }
    return weights;
  }

  private static final class Texts implements ShardFactory.ShardBuilder<LabelledShard> {

    private final int vocabularySize;
    private final int labelCount;
    private final RaggedInts.Builder tokens = new RaggedInts.Builder();
    private final RaggedInts.Builder labels = new RaggedInts.Builder();

    Texts(int vocabularySize, int labelCount) {
      this.vocabularySize = vocabularySize;
      this.labelCount = labelCount;
    }

    @Override
    public void add(Example example) {
      tokens.add(ExampleIds.checked(example.ints(0), vocabularySize, "ids"));
      labels.add(ExampleIds.checked(example.ints(1), labelCount, "labels"));
    }

    @Override
    public LabelledShard build() {
      return LabelledShard.ofTexts(tokens.build(), labels.build());
    }
  }

  private static final class Vectors implements ShardFactory.ShardBuilder<LabelledShard> {

    private final int features;
    private final int labelCount;
    private final FloatList values = new FloatList();
    private final RaggedInts.Builder labels = new RaggedInts.Builder();

    Vectors(int features, int labelCount) {
      this.features = features;
      this.labelCount = labelCount;
    }

    @Override
    public void add(Example example) {
      float[] vector = example.floats(0);
      if (vector.length != features) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "expected %d features, found %d; prepare the data again",
                features,
                vector.length));
      }
      values.add(vector);
      labels.add(ExampleIds.checked(example.ints(1), labelCount, "labels"));
    }

    @Override
    public LabelledShard build() {
      return LabelledShard.ofVectors(values.toArray(), features, labels.build());
    }
  }
}
