package org.unroll.cli.demo;

import java.io.PrintWriter;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.ConfigurationException;
import org.unroll.errors.NearestName;
import org.unroll.progress.Progress;
import org.unroll.train.StopRequest;

/** A task shown from a small sample to what a trained model makes of it. */
public interface Demo {

  /** What each step reported; a record whose components are the keys of the JSON result. */
  interface Report {

    /** Prints the report for people. */
    void describe(PrintWriter out);
  }

  /** The name of the demo. */
  String name();

  /** The name of the configuration that ships with the project. */
  String experiment();

  /**
   * Runs the demo.
   *
   * @param out its working folder
   */
  Report run(
      JavaSparkContext spark, UnrollConfig config, Path out, Progress progress, StopRequest stop);

  /** All demos. */
  static List<Demo> all() {
    return List.of(
        new LanguageDemo(),
        new LabelledDemo(SampleTask.classification()),
        new LabelledDemo(SampleTask.description()),
        new LabelledDemo(SampleTask.features()),
        new LabelledDemo(SampleTask.tagging()),
        new LabelledDemo(SampleTask.translation()));
  }

  /**
   * The demo with a name.
   *
   * @throws ConfigurationException if there is none
   */
  static Demo of(String name) {
    List<String> names = all().stream().map(Demo::name).toList();
    return all().stream()
        .filter(demo -> demo.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "--task must be one of %s, found '%s'%s"
                        .formatted(
                            String.join(", ", names), name, NearestName.suggestion(name, names))));
  }
}
