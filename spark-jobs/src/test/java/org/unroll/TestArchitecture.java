package org.unroll;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The jobs bring data to the arithmetic of {@code common}, and do none of their own. */
class TestArchitecture {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("org.unroll");

  private static final String[] JOBS = {
    "org.unroll.cli..",
    "org.unroll.dump..",
    "org.unroll.lines..",
    "org.unroll.records..",
    "org.unroll.articles..",
    "org.unroll.output..",
    "org.unroll.evaluate..",
    "org.unroll.metrics..",
    "org.unroll.serve..",
    "org.unroll.prepare..",
    "org.unroll.training..",
    "org.unroll.data.."
  };

  @Test
  void jobsDoNoArithmetic() {
    noClasses()
        .that()
        .resideInAnyPackage(JOBS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("smile..", "org.bytedeco..", "jdk.incubator.vector..")
        .check(ALL);
  }

  @Test
  void theServerNeedsNoCluster() {
    noClasses()
        .that()
        .resideInAPackage("org.unroll.serve..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .check(ALL);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.unroll.serve.http..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jetty..")
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage("org.unroll.serve.http..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.unroll.inference..", "org.unroll.suggest..")
        .check(ALL);
  }

  /** Only the binding of a task to its data, and the preparation of that data, know the task. */
  @Test
  void trainingAndEvaluationKnowNoTask() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.unroll.training..", "org.unroll.evaluate..", "org.unroll.metrics..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.unroll.task.language..", "org.unroll.text..", "org.unroll.nn..")
        .check(ALL);
  }

  @Test
  void jobsDoNotKnowTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.unroll.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.unroll.cli..", "picocli..")
        .check(ALL);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.unroll.(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void subPackagesHaveNoCyclesEither() {
    slices()
        .matching("org.unroll.(**)")
        .should()
        .beFreeOfCycles()
        .check(ALL.that(resideInAnyPackage(JOBS)));
  }
}
