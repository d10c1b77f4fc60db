package org.unroll.testing;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.unroll.checkpoint.CheckpointFolder;
import org.unroll.checkpoint.Provenance;
import org.unroll.checkpoint.Snapshot;
import org.unroll.config.ClassificationKeys;
import org.unroll.config.UnrollConfig;
import org.unroll.files.Folder;
import org.unroll.task.classification.ClassificationTask;
import org.unroll.task.classification.FeatureScale;
import org.unroll.task.classification.LabelSet;
import org.unroll.tensor.TensorBlock;
import org.unroll.tensor.TensorLayout;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.VocabularyFiles;

/** Checkpoints of classifiers with random parameters, whose labels are a, b and c. */
public final class StoredClassifier {

  private static final List<String> LABELS = List.of("a", "b", "c");

  private StoredClassifier() {}

  /** Writes one of texts of the words {@code w0} to {@code w16}. */
  public static Path ofTexts(Path folder, String... keys) {
    Vocabulary vocabulary = TinyTraining.vocabulary();
    UnrollConfig config =
        TinyTraining.config("model.layers=1", "model.dropout=0").with(List.of(keys));
    return write(folder, config, vocabulary.size(), VocabularyFiles.write(vocabulary));
  }

  /** Writes one of vectors of the columns x, y and z. */
  public static Path ofFeatures(Path folder) {
    UnrollConfig config =
        TinyTraining.config(
            "data.features=[x,y,z]", "classification.hiddenSizes=[4]", "model.dropout=0");
    FeatureScale scale =
        new FeatureScale(List.of("x", "y", "z"), new double[] {1, 0, -1}, new double[] {2, 1, 0.5});
    return write(folder, config, 3, Map.of(FeatureScale.FILE, scale.toJson()));
  }

  private static Path write(
      Path folder, UnrollConfig config, int inputs, Map<String, String> files) {
    Map<String, String> all = new HashMap<>(files);
    all.put(LabelSet.FILE, LabelSet.write(LABELS));
    ClassificationKeys keys = new ClassificationKeys(config.keys());
    ClassificationTask task =
        new ClassificationTask(
            keys.model(inputs, LABELS.size()), keys.maxLength(), new float[] {1, 1, 1}, all);
    TensorLayout layout = task.layout();
    Provenance of = TinyModel.checkpoint(1).provenance();
    new CheckpointFolder(
            Folder.of(new org.apache.hadoop.fs.Path(folder.toUri()), new Configuration()))
        .write(
            new Snapshot(
                config.toJson(),
                all,
                new TensorBlock(layout, task.initialValues(3), Map.of("format", "pt")),
                "{}",
                new TensorBlock(
                    TensorLayout.builder().add("none", 1).build(), new float[1], Map.of()),
                new Provenance(
                    task.name(),
                    of.dataFingerprint(),
                    of.round(),
                    of.epoch(),
                    of.predictions(),
                    of.validation())));
    return folder;
  }
}
