package org.unroll.cli.demo;

import java.util.List;
import java.util.function.Function;
import org.unroll.inference.prediction.PredictionInput;
import org.unroll.lines.TextFormat;
import org.unroll.records.InputPath;
import org.unroll.records.LineRecords;
import org.unroll.records.RecordInput;
import org.unroll.records.formats.ColumnNames;
import org.unroll.records.formats.ConllFormat;
import org.unroll.records.formats.CsvFormat;
import org.unroll.records.formats.JsonLinesFormat;
import org.unroll.records.formats.TsvFormat;
import org.unroll.sample.SampleNames;
import org.unroll.sample.SamplePhrases;
import org.unroll.sample.SampleReviews;
import org.unroll.sample.SampleScenes;
import org.unroll.sample.SampleShapes;
import org.unroll.task.classification.ClassificationTask;
import org.unroll.task.description.DescriptionTask;
import org.unroll.task.tagging.TaggingTask;
import org.unroll.task.translation.TranslationTask;

/**
 * A task with a sample to learn from.
 *
 * @param name of the demo
 * @param task its task
 * @param what the sample is, in a few words
 * @param file the name of its file
 * @param content of the file
 * @param input reads the file
 * @param examples what the trained model then predicts from
 */
record SampleTask(
    String name,
    String task,
    String what,
    String file,
    String content,
    Function<List<InputPath>, RecordInput> input,
    List<Example> examples) {

  /** Something to predict from, as people read it, and as the model does. */
  record Example(String shown, PredictionInput input) {

    static Example text(String text) {
      return new Example(text, new PredictionInput.Text(text));
    }

    /** A feature vector of names, each followed by its value. */
    static Example features(Object... measured) {
      StringBuilder shown = new StringBuilder();
      float[] features = new float[measured.length / 2];
      for (int i = 0; i < features.length; i++) {
        features[i] = ((Number) measured[2 * i + 1]).floatValue();
        shown.append(i == 0 ? "" : ", ").append(measured[2 * i] + " " + measured[2 * i + 1]);
      }
      return new Example(shown.toString(), new PredictionInput.Features(features));
    }
  }

  private static final long SEED = 1;

  static SampleTask classification() {
    return new SampleTask(
        ClassificationTask.NAME,
        ClassificationTask.NAME,
        "invented reviews of inns, kind and unkind",
        "reviews.tsv",
        SampleReviews.tsv(SEED),
        paths -> new LineRecords(paths, new TsvFormat(ColumnNames.HEADER), TextFormat.UTF_8),
        List.of(
            Example.text("The breakfast was cold , but we found the room very clean ."),
            Example.text("The room was very clean , but we found the breakfast cold ."),
            Example.text("Everybody told us that the soup was not stale .")));
  }

  static SampleTask features() {
    return new SampleTask(
        "features",
        ClassificationTask.NAME,
        "measurements of invented shapes",
        "shapes.csv",
        SampleShapes.csv(SEED),
        paths -> new LineRecords(paths, new CsvFormat(ColumnNames.HEADER, ','), TextFormat.UTF_8),
        List.of(
            Example.features("width", 10, "height", 10, "area", 78.5f, "perimeter", 31.4f),
            Example.features("width", 10, "height", 10, "area", 100, "perimeter", 40),
            Example.features("width", 10, "height", 6, "area", 60, "perimeter", 32),
            Example.features("width", 10, "height", 8.7f, "area", 43, "perimeter", 30)));
  }

  /** The last words of the first two examples tell whether a person is named. */
  static SampleTask tagging() {
    return new SampleTask(
        TaggingTask.NAME,
        TaggingTask.NAME,
        "invented sentences in which persons and places are tagged",
        "names.conll",
        SampleNames.conll(SEED),
        paths -> new LineRecords(paths, new ConllFormat(), TextFormat.UTF_8),
        List.of(
            Example.text("Teddy Bears are on sale !"),
            Example.text("Teddy Roosevelt was a great president !"),
            Example.text("On Monday Victoria Grant bought two Jack Knives in Victoria .")));
  }

  static SampleTask description() {
    return new SampleTask(
        DescriptionTask.NAME,
        DescriptionTask.NAME,
        "invented scenes of coloured shapes, as numbers and sentences",
        "scenes.jsonl",
        SampleScenes.jsonLines(SEED),
        paths -> new LineRecords(paths, new JsonLinesFormat(), TextFormat.UTF_8),
        SampleScenes.scenes(3, SEED + 1).stream()
            .map(
                scene ->
                    new Example(
                        scene.show() + "  (" + scene.text() + ")",
                        new PredictionInput.Features(scene.features())))
            .toList());
  }

  static SampleTask translation() {
    return new SampleTask(
        TranslationTask.NAME,
        TranslationTask.NAME,
        "invented English sentences with their German translations",
        "phrases.tsv",
        SamplePhrases.tsv(SEED),
        paths -> new LineRecords(paths, new TsvFormat(ColumnNames.HEADER), TextFormat.UTF_8),
        List.of(
            Example.text("The small dog sees an old tree in the evening ."),
            Example.text("A beautiful woman looks for the white horse ."),
            Example.text("The lamp finds a book again .")));
  }
}
