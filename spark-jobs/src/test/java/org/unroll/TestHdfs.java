package org.unroll;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.config.UnrollConfig;
import org.unroll.dump.Dump;
import org.unroll.dump.SampleDump;
import org.unroll.files.Folder;
import org.unroll.prepare.PrepareInput;
import org.unroll.prepare.PrepareJob;
import org.unroll.prepare.PrepareReport;
import org.unroll.progress.Progress;
import org.unroll.testing.LocalSpark;
import org.unroll.training.TrainJob;
import org.unroll.training.TrainReport;

/** Dump, windows and checkpoints on HDFS, of which a datanode is restarted on the way. */
@Tag("slow")
class TestHdfs {

  @TempDir private java.nio.file.Path folder;

  private static final UnrollConfig CONFIG =
      UnrollConfig.of(
          ConfigFactory.empty(),
          List.of(
              "text.minCount=1",
              "window.length=9",
              "window.stride=8",
              "model.layers=1",
              "model.hiddenSize=8",
              "model.embeddingSize=8",
              "train.shards=2",
              "train.batchSizePerWorker=4",
              "train.averagingFrequency=5",
              "train.maxRounds=6",
              "train.checkpointEveryRounds=2"));

  @Test
  void allOfAnExperiment() throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    try (MiniDFSCluster cluster = new MiniDFSCluster.Builder(hadoop).numDataNodes(2).build()) {
      cluster.waitActive();
      FileSystem hdfs = cluster.getFileSystem();
      java.nio.file.Path local = SampleDump.write(folder.resolve("dump.xml"), 300);
      Path dump = hdfs.makeQualified(new Path("/dumps/dump.xml"));
      hdfs.copyFromLocalFile(new Path(local.toUri()), dump);

      Path data = hdfs.makeQualified(new Path("/data"));
      PrepareReport prepared = prepare(dump, data);
      assertThat(prepared.pages().pagesKept()).isEqualTo(300);

      assertThat(cluster.restartDataNode(0)).isTrue();
      Path model = hdfs.makeQualified(new Path("/model"));
      TrainReport trained = train(data, model);
      assertThat(trained.rounds()).isEqualTo(6);
      assertThat(trained.value()).isPositive();
      assertThat(Folder.of(model, hdfs.getConf()).text("metrics.jsonl").lines())
          .filteredOn(line -> line.contains("\"kind\":\"round\""))
          .hasSize(6);

      cluster.stopDataNode(1);
      assertThat(prepare(dump, data).upToDate()).isTrue();
      assertThat(train(data, model).upToDate()).isTrue();
      assertThat(Files.exists(folder.resolve("data"))).isFalse();
    }
  }

  private static PrepareReport prepare(Path dump, Path data) {
    JavaSparkContext spark = LocalSpark.context();
    PrepareInput input = new PrepareInput.Dumps(List.of(dump.toString()), Dump.Damage.REFUSE);
    return new PrepareJob(spark, CONFIG, input, data, Progress.silent()).run();
  }

  private static TrainReport train(Path data, Path model) {
    return new TrainJob(
            LocalSpark.context(), CONFIG, data, model, TrainJob.Start.RESUMED, Progress.silent())
        .run();
  }
}
