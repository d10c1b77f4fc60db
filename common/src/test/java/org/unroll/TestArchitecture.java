package org.unroll;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Data flows one way: the packages of {@code common} know only those before them. */
class TestArchitecture {

  private static final JavaClasses COMMON =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.unroll");

  @Test
  void commonKnowsNoCluster() {
    noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.spark..").check(COMMON);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.unroll.(*)..").should().beFreeOfCycles().check(COMMON);
  }

  @Test
  void onlyMathKnowsItsKernels() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.unroll.math", "org.unroll.math.internal..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.unroll.math.internal..")
        .check(COMMON);
  }

  /** The types that pass through the door of {@code math} are known on both sides of it. */
  @Test
  void subPackagesHaveNoCyclesEither() {
    slices()
        .matching("org.unroll.(**)")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(
            resideInAPackage("org.unroll.math.internal.."), resideInAPackage("org.unroll.math"))
        .check(COMMON);
  }

  @Test
  void textKnowsNothingOfNetworks() {
    noClasses()
        .that()
        .resideInAnyPackage("org.unroll.wiki..", "org.unroll.text..", "org.unroll.dataset..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.unroll.math..",
            "org.unroll.tensor..",
            "org.unroll.nn..",
            "org.unroll.task..",
            "org.unroll.train..")
        .check(COMMON);
  }

  /** The rounds know a learning problem through the interfaces in {@code task} alone. */
  @Test
  void roundsKnowNoTask() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.unroll.train..",
            "org.unroll.checkpoint..",
            "org.unroll.optim..",
            "org.unroll.task")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.unroll.task.language..",
            "org.unroll.text..",
            "org.unroll.wiki..",
            "org.unroll.dataset..",
            "org.unroll.nn..")
        .check(COMMON);
  }

  @Test
  void layersKnowOnlyThoseBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("math")
        .definedBy("org.unroll.math..")
        .layer("tensors")
        .definedBy("org.unroll.tensor..")
        .layer("layers")
        .definedBy("org.unroll.nn..")
        .layer("optimisers")
        .definedBy("org.unroll.optim..")
        .layer("checkpoints")
        .definedBy("org.unroll.checkpoint..")
        .layer("tasks")
        .definedBy("org.unroll.task..")
        .layer("training")
        .definedBy("org.unroll.train..")
        .layer("configuration")
        .definedBy("org.unroll.config..")
        .layer("inference")
        .definedBy("org.unroll.inference..")
        .whereLayer("inference")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("training")
        .mayOnlyBeAccessedByLayers("configuration")
        .whereLayer("layers")
        .mayOnlyBeAccessedByLayers("tasks", "training", "configuration")
        .check(COMMON);
  }
}
