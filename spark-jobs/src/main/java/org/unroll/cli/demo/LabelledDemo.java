package org.unroll.cli.demo;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.Split;
import org.unroll.evaluate.EvaluateJob;
import org.unroll.evaluate.EvaluationReport;
import org.unroll.files.Folder;
import org.unroll.inference.prediction.Prediction;
import org.unroll.inference.prediction.Predictor;
import org.unroll.prepare.labelled.LabelledInput;
import org.unroll.prepare.labelled.LabelledPrepareJob;
import org.unroll.prepare.labelled.LabelledReport;
import org.unroll.prepare.labelled.Preparations;
import org.unroll.progress.Progress;
import org.unroll.records.InputPath;
import org.unroll.task.Metrics;
import org.unroll.train.StopRequest;
import org.unroll.training.TrainJob;
import org.unroll.training.TrainReport;

/** The demo of a task with labelled data. */
final class LabelledDemo implements Demo {

  private final SampleTask sample;

  LabelledDemo(SampleTask sample) {
    this.sample = sample;
  }

  /** An input with what the model made of it. */
  record Predicted(String input, Map<String, Object> prediction, String shown) {}

  /** The report of each step. */
  record LabelledDemoReport(
      LabelledReport prepare,
      TrainReport train,
      EvaluationReport evaluate,
      List<Predicted> predict,
      String folder)
      implements Demo.Report {

    @Override
    public void describe(PrintWriter out) {
      out.println(
          evaluate.figures().entrySet().stream()
              .map(figure -> figure.getKey() + " " + Metrics.show(figure.getValue()))
              .collect(Collectors.joining(", ", "test: ", "")));
      for (Predicted predicted : predict) {
        out.println(predicted.input());
        out.println("  " + predicted.shown());
      }
      out.printf(
          Locale.ROOT, "%nThe sample is synthetic and easy. The demo's files are in %s.%n", folder);
    }
  }

  @Override
  public String name() {
    return sample.name();
  }

  @Override
  public String experiment() {
    return "demo-" + sample.name();
  }

  @Override
  public Report run(
      JavaSparkContext spark, UnrollConfig config, Path out, Progress progress, StopRequest stop) {
    progress.say("1. sample: writing " + sample.what());
    Path file = write(out, spark.hadoopConfiguration());
    Path data = new Path(out, "data");
    Path model = new Path(out, "model");

    progress.say("2. prepare: turning records into examples");
    LabelledReport prepared =
        new LabelledPrepareJob(
                spark,
                config,
                Preparations.of(sample.task(), config),
                new LabelledInput(
                    Map.of(
                        Optional.empty(),
                        sample.input().apply(List.of(new InputPath(file.toString(), Map.of()))))),
                data,
                progress)
            .run();
    progress.say(
        String.format(
            Locale.ROOT,
            "   %,d training examples%s",
            prepared.examples().get(Split.TRAIN.label()),
            prepared.vocabularySize() == 0
                ? ""
                : String.format(Locale.ROOT, ", a vocabulary of %,d", prepared.vocabularySize())));

    progress.say(
        "3. train: synchronous rounds with "
            + config.train().rounds().shards().orElse(1)
            + " shards");
    TrainReport trained =
        new TrainJob(spark, config, data, model, TrainJob.Start.RESUMED, progress).run(stop);

    progress.say("4. evaluate: on examples the model has never seen");
    EvaluationReport evaluated = new EvaluateJob(spark, model, data, Split.TEST).run();
    return new LabelledDemoReport(
        prepared, trained, evaluated, predict(model, spark.hadoopConfiguration()), out.toString());
  }

  private Path write(Path out, Configuration hadoop) {
    Folder folder = Folder.of(out, hadoop);
    folder.create();
    folder.write(
        sample.file(), stream -> stream.write(sample.content().getBytes(StandardCharsets.UTF_8)));
    return new Path(folder.path(), sample.file());
  }

  private List<Predicted> predict(Path path, Configuration hadoop) {
    try (Predictor model = Predictor.open(path, hadoop)) {
      List<Prediction> predictions =
          model.predict(sample.examples().stream().map(SampleTask.Example::input).toList());
      List<Predicted> shown = new ArrayList<>();
      for (int i = 0; i < predictions.size(); i++) {
        shown.add(
            new Predicted(
                sample.examples().get(i).shown(),
                predictions.get(i).values(),
                predictions.get(i).show()));
      }
      return shown;
    }
  }
}
