package org.unroll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.unroll.testing.TextTraining.keys;
import static org.unroll.testing.TextTraining.names;
import static org.unroll.testing.TextTraining.sha256OfModel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.dump.SampleDump;
import org.unroll.files.Sha256;
import org.unroll.testing.ForkedUnroll;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.SmallDisk;
import org.unroll.testing.TextTraining;

/**
 * Commands that write to a disk that is full: one line, exit code 75, nothing half-written; and
 * when there is room, the same command succeeds.
 */
@Tag("slow")
class TestFullDisk {

  private static final int TRY_AGAIN_LATER = 75;

  /** A checkpoint of some 300 KB. */
  private static final String[] SETTING = {
    "model.embeddingSize=96", "model.hiddenSize=128", "train.checkpointEveryRounds=1"
  };

  @TempDir private Path temporary;

  private SmallDisk disk;

  @BeforeEach
  void mount() throws Exception {
    disk = SmallDisk.mount(temporary.resolve("disk"), 8);
  }

  @AfterEach
  void unmount() throws Exception {
    if (disk != null) {
      disk.close();
    }
  }

  private int run(String... arguments) throws Exception {
    Path log = temporary.resolve(arguments[0] + "-" + System.nanoTime() + ".log");
    try (ForkedUnroll run = ForkedUnroll.start(log, arguments)) {
      int code = run.await();
      if (code == 0) {
        return code;
      }
      assertThat(run.output().lines().filter(line -> line.startsWith("unroll: ")))
          .as(run.output())
          .singleElement()
          .asString()
          .contains("No space left on device; make room and try again");
      assertThat(run.output()).doesNotContain("\tat ", "FSError");
      return code;
    }
  }

  private void fails(long room, String... arguments) throws Exception {
    disk.leave(room);
    assertThat(run(arguments)).as("%d bytes left", room).isEqualTo(TRY_AGAIN_LATER);
    disk.makeRoom();
  }

  private static String[] with(String[] arguments, String option, Path value) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = option;
    all[arguments.length + 1] = value.toString();
    return all;
  }

  /**
   * The sums of the files of a folder that are the same whenever they are written; Parquet lists
   * the encodings at the end of a file in any order, so its files have the same size.
   */
  private static List<String> sums(Path folder) throws Exception {
    List<String> sums = new ArrayList<>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString();
        if (name.endsWith(".parquet")) {
          sums.add(name + " " + Files.size(file));
        } else if (!name.equals("manifest.json") && !name.endsWith(".crc")) {
          sums.add(name + " " + Sha256.of(Files.readAllBytes(file)));
        }
      }
    }
    return sums;
  }

  private void failsThenSucceeds(long[] rooms, String... arguments) throws Exception {
    Path expected = Files.createTempDirectory(temporary, arguments[0]);
    assertThat(run(with(arguments, "--out", expected))).isZero();
    Path out = disk.folder().resolve(arguments[0]);
    for (long room : rooms) {
      fails(room, with(arguments, "--out", out));
      assertThat(names(disk.folder())).isEmpty();
    }
    assertThat(run(with(arguments, "--out", out))).isZero();
    assertThat(names(disk.folder())).containsExactly(arguments[0]);
    assertThat(sums(out)).isEqualTo(sums(expected));
    remove(out);
  }

  private static void remove(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void preparingAText() throws Exception {
    Path text = temporary.resolve("text.txt");
    Files.writeString(text, "the river lies on a hill north of the old city\n".repeat(20_000));
    failsThenSucceeds(new long[] {0, 1 << 12, 1 << 13}, "prepare", "--text", text.toString());
  }

  @Test
  void extractingADump() throws Exception {
    Path dump = SampleDump.write(temporary.resolve("dump.xml"), 3000);
    failsThenSucceeds(
        new long[] {0, 1 << 13}, "extract", "--format", "jsonl", "--dump", dump.toString());
    failsThenSucceeds(new long[] {0, 1 << 13}, "extract", "--dump", dump.toString());
  }

  @Test
  void training() throws Exception {
    Path data = temporary.resolve("data");
    TextTraining.prepare(LocalSpark.context(), data, 150, 1);
    LocalSpark.session().stop();
    Path expected = temporary.resolve("model");
    assertThat(run(ForkedUnroll.train(data, expected, keys(SETTING), "--resume"))).isZero();
    Path out = disk.folder().resolve("model");
    String[] train = ForkedUnroll.train(data, out, keys(SETTING), "--resume");
    for (long room : new long[] {0, 1 << 14, 1 << 19, 1 << 20, 3 << 19}) {
      fails(room, train);
      assertThat(names(disk.folder())).isSubsetOf("model");
      if (Files.exists(out.resolve("checkpoints"))) {
        assertThat(names(out.resolve("checkpoints"))).allMatch(name -> name.startsWith("round-"));
      }
    }
    assertThat(run(train)).isZero();
    assertThat(sha256OfModel(out)).isEqualTo(sha256OfModel(expected));
    assertThat(names(out)).isEqualTo(names(expected));
  }
}
