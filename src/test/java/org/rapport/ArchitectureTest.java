package org.rapport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The packages and their arrows, as docs/design-decisions.md draws them. */
@AnalyzeClasses(packages = "org.rapport", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule arrowsPointDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("main")
          .definedBy("org.rapport", "org.rapport.command..")
          .layer("http")
          .definedBy("org.rapport.http..")
          .layer("ingest")
          .definedBy("org.rapport.ingest..")
          .layer("decision")
          .definedBy("org.rapport.decision..")
          .optionalLayer("audit")
          .definedBy("org.rapport.audit..")
          .layer("tree")
          .definedBy("org.rapport.tree..")
          .layer("rules")
          .definedBy("org.rapport.rules..")
          .layer("store")
          .definedBy("org.rapport.store..")
          .optionalLayer("json")
          .definedBy("org.rapport.json..")
          .layer("dossier")
          .definedBy("org.rapport.dossier..")
          .layer("analysis")
          .definedBy("org.rapport.analysis..")
          .layer("population")
          .definedBy("org.rapport.population..")
          .layer("statistics")
          .definedBy("org.rapport.statistics..")
          .layer("token")
          .definedBy("org.rapport.token..")
          .layer("model")
          .definedBy("org.rapport.model..")
          .whereLayer("main")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("main")
          .whereLayer("ingest")
          .mayOnlyBeAccessedByLayers("main", "http")
          .whereLayer("decision")
          .mayOnlyBeAccessedByLayers("main", "http")
          .whereLayer("audit")
          .mayOnlyBeAccessedByLayers("main", "http", "decision")
          .whereLayer("tree")
          .mayOnlyBeAccessedByLayers("main", "http", "decision", "audit", "store")
          .whereLayer("token")
          .mayOnlyBeAccessedByLayers("main", "http", "decision")
          .whereLayer("rules")
          .mayOnlyBeAccessedByLayers("main", "http", "decision", "audit")
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers("main", "http", "decision", "audit")
          .whereLayer("json")
          .mayOnlyBeAccessedByLayers("main", "http", "ingest", "decision", "audit")
          .whereLayer("dossier")
          .mayOnlyBeAccessedByLayers("main", "http", "decision", "json")
          .whereLayer("analysis")
          .mayOnlyBeAccessedByLayers(
              "main", "http", "decision", "audit", "rules", "json", "dossier", "population")
          .whereLayer("population")
          .mayOnlyBeAccessedByLayers("main", "http", "decision", "json")
          .whereLayer("statistics")
          .mayOnlyBeAccessedByLayers("main", "http", "ingest", "decision", "json", "population");

  @ArchTest
  static final ArchRule noCycles = slices().matching("org.rapport.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyRulesKnowsDrools =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.rapport.rules..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.kie..", "org.drools..");

  @ArchTest
  static final ArchRule onlyStoreKnowsSql =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.rapport.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..", "java.sql..");

  @ArchTest
  static final ArchRule onlyHttpKnowsTheWeb =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.rapport.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx.ext.web..", "io.vertx.openapi..");

  @ArchTest
  static final ArchRule modelAnalysisAndStatisticsArePlainJava =
      classes()
          .that()
          .resideInAnyPackage(
              "org.rapport.model..",
              "org.rapport.analysis..",
              "org.rapport.statistics..",
              "org.rapport.population..",
              "org.rapport.tree..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "org.rapport.model..",
              "org.rapport.analysis..",
              "org.rapport.statistics..",
              "org.rapport.population..",
              "org.rapport.tree..");
}
