package org.unroll.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in a small project of its own, with a Maven and a Java that only take notes. */
class TestLauncher {

  private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");

  /** Builds like Maven: the jar stays as it is unless a class differs. */
  private static final String MAVEN =
      """
      #!/bin/bash
      echo build >> "$NOTES/builds"
      mkdir "$NOTES/building" || echo "two at once" >> "$NOTES/builds"
      sleep "${BUILD_SECONDS:-0}"
      cat */src/main/*.java > "$NOTES/jar"
      cmp -s "$NOTES/jar" spark-jobs/target/unroll.jar || cp "$NOTES/jar" spark-jobs/target/unroll.jar
      touch spark-jobs/target/provided-classpath.txt spark-jobs/target/jvm.options
      [ -z "${EDITED:-}" ] || { sleep 0.02; echo 2 >> common/src/main/A.java; }
      rmdir "$NOTES/building"
      [ -z "${BUILD_FAILS:-}" ]
      """;

  private static final String JAVA =
      """
      #!/bin/bash
      [ "$1" = -XshowSettings:properties ] && echo "java.specification.version = 17" && exit
      echo "$(locale charmap) ${*: -2}"
      """;

  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void project() throws IOException {
    root = Files.createDirectory(folder.resolve("project"));
    for (String module : List.of("common", "spark-jobs")) {
      Files.createDirectories(root.resolve(module + "/src/main"));
      Files.writeString(root.resolve(module + "/src/main/A.java"), "1\n");
      Files.writeString(root.resolve(module + "/pom.xml"), "<project/>");
    }
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Files.createDirectory(root.resolve("scripts"));
    for (String script : List.of("unroll", "functions", "local-cluster")) {
      Files.copy(ScriptRun.SCRIPTS.resolve(script), root.resolve("scripts/" + script));
      executable(root.resolve("scripts/" + script));
    }
    Files.createDirectories(folder.resolve("java/bin"));
    executable(Files.writeString(folder.resolve("java/bin/java"), JAVA));
    executable(Files.writeString(folder.resolve("java/bin/mvn"), MAVEN));
  }

  private static void executable(Path file) {
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private ScriptRun run(Map<String, String> environment, String... arguments) {
    return run(root, environment, arguments);
  }

  private ScriptRun run(Path project, Map<String, String> environment, String... arguments) {
    try {
      Map<String, String> all = new HashMap<>(environment);
      all.put("JAVA_HOME", folder.resolve("java").toString());
      all.put("NOTES", folder.toString());
      all.put("PATH", folder.resolve("java/bin") + ":" + System.getenv("PATH"));
      all.putIfAbsent("SPARK_HOME", "");
      return ScriptRun.of(all, project.resolve("scripts/unroll").toString(), arguments);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private ScriptRun complete(Path project) {
    ScriptRun run = run(project, Map.of(), "complete", "x");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private int builds() throws IOException {
    Path notes = folder.resolve("builds");
    return Files.exists(notes) ? Files.readAllLines(notes).size() : 0;
  }

  @Test
  void buildsOnceAndAgainAfterAnEdit() throws IOException {
    assertThat(complete(root).err()).contains("unroll: building");
    assertThat(complete(root).err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
    Files.writeString(root.resolve("common/src/main/A.java"), "2\n");
    complete(root);
    complete(root);
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void anEditWhileItBuildsIsBuiltNextTime() throws IOException {
    run(Map.of("EDITED", "yes"), "complete", "x");
    complete(root);
    assertThat(builds()).isEqualTo(2);
    assertThat(root.resolve("spark-jobs/target/unroll.jar")).content().contains("2");
    complete(root);
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aCopyWithNewTimesIsNotBuiltAgain() throws Exception {
    complete(root);
    Path copy = folder.resolve("copy");
    assertThat(new ProcessBuilder("cp", "-r", root.toString(), copy.toString()).start().waitFor())
        .isZero();
    FileTime old = FileTime.from(BEFORE);
    Files.setLastModifiedTime(copy.resolve("spark-jobs/target/unroll.jar"), old);
    assertThat(complete(copy).err()).isEmpty();
    Files.setLastModifiedTime(
        copy.resolve("common/src/main/A.java"), FileTime.from(Instant.now().plusSeconds(9_999)));
    assertThat(complete(copy).err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
    Files.writeString(copy.resolve("common/src/main/A.java"), "2\n");
    complete(copy);
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void sourcesThatMavenFindsUnchangedAreNotBuiltAgain() throws IOException {
    complete(root);
    // As after a build by hand, of which the launcher has kept no sum.
    Files.delete(root.resolve("spark-jobs/target/.built"));
    Path jar = root.resolve("spark-jobs/target/unroll.jar");
    Files.setLastModifiedTime(jar, FileTime.from(BEFORE));
    complete(root);
    complete(root);
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aJarOfOtherSourcesIsNotTakenForTheirs() throws IOException {
    complete(root);
    Path source = root.resolve("common/src/main/A.java");
    // Another build by hand, and then the old sources again.
    Path jar = Files.writeString(root.resolve("spark-jobs/target/unroll.jar"), "other");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(9)));
    Files.writeString(source, "1\n");
    complete(root);
    assertThat(builds()).isEqualTo(2);
    assertThat(jar).hasContent("1\n1\n");
  }

  @Test
  void aBuildThatFailedIsTriedAgain() throws IOException {
    ScriptRun run = run(Map.of("BUILD_FAILS", "yes"), "complete", "x");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("unroll: the build failed");
    complete(root);
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void ofTwoFirstCallsOneBuilds() throws Exception {
    CompletableFuture<ScriptRun> first =
        CompletableFuture.supplyAsync(() -> run(Map.of("BUILD_SECONDS", "1"), "complete", "first"));
    Thread.sleep(400);
    ScriptRun second = complete(root);
    assertThat(first.get().exitCode()).isZero();
    assertThat(builds()).isEqualTo(1);
    assertThat(first.get().err() + second.err())
        .containsOnlyOnce("unroll: building")
        .containsOnlyOnce("unroll: waiting for another build of");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "", "xx_XX.UTF-8", "C.UTF-8"})
  void javaStartsInALocaleWithUtf8(String locale) {
    assumeTrue(System.getProperty("os.name").equals("Linux"));
    Map<String, String> environment = Map.of("LC_ALL", locale, "LANG", "", "LC_CTYPE", "");
    ScriptRun run = run(environment, "complete", "--prompt=Привет мир");
    assertThat(run.out()).isEqualTo("UTF-8 complete --prompt=Привет мир\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none            |                              | found no folder",
        "empty           | README                       | found no jars/spark-core_2.13-*.jar",
        "old             | jars/spark-core_2.13-3.5.1.jar | found Spark 3.5.1 with Scala 2.13",
        "oldScala        | jars/spark-core_2.12-3.5.1.jar | found Spark 3.5.1 with Scala 2.12"
      })
  void aSparkHomeThatDoesNotServeIsRefused(String name, String file, String message)
      throws IOException {
    Path home = folder.resolve(name);
    if (file != null) {
      Files.createDirectories(home.resolve(file).getParent());
      Files.writeString(home.resolve(file), "");
    }
    for (String[] arguments : List.of(new String[] {"train"}, new String[] {"complete"})) {
      ScriptRun run = run(Map.of("SPARK_HOME", home.toString()), arguments);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).startsWith("unroll: expected Spark").contains(message).hasLineCount(1);
    }
    assertThat(root.resolve("spark-jobs/target")).as("nothing is built").doesNotExist();
  }

  @Test
  void aSparkHomeThatServesIsUsed() throws IOException {
    Path home = folder.resolve("spark");
    Files.createDirectories(home.resolve("jars"));
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("jars/spark-core_2.13-4.0.1.jar"), "");
    executable(Files.writeString(home.resolve("bin/spark-submit"), "#!/bin/sh\necho submitted"));
    Map<String, String> environment = Map.of("SPARK_HOME", home.toString());
    assertThat(run(environment, "train", "x").out()).isEqualTo("submitted\n");
    for (String help : List.of("--help", "-h")) {
      assertThat(run(environment, "train", help).out())
          .as("without Spark")
          .contains("train " + help);
    }
  }
}
