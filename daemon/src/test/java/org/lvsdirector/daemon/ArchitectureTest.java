package org.lvsdirector.daemon;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.NullMarked;

/** The directions of dependencies, and what only the edge may use. */
@AnalyzeClasses(packages = "org.lvsdirector", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String[] EDGE = {
    "org.lvsdirector..io..",
    "org.lvsdirector.linux.ffi..",
    "org.lvsdirector.daemon..",
    "org.lvsdirector.provision.."
  };

  @ArchTest
  static final ArchRule parserKnowsNoOtherModule =
      noClasses()
          .that()
          .resideInAPackage("org.lvsdirector.parser..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.lvsdirector.linux..",
              "org.lvsdirector.vrrp..",
              "org.lvsdirector.healthcheck..",
              "org.lvsdirector.ipvs..",
              "org.lvsdirector.daemon..",
              "org.lvsdirector.provision..");

  @ArchTest
  static final ArchRule linuxKnowsNoOtherModule =
      noClasses()
          .that()
          .resideInAPackage("org.lvsdirector.linux..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.lvsdirector..")
                  .and(not(resideInAnyPackage("org.lvsdirector.linux.."))));

  @ArchTest
  static final ArchRule vrrpChecksAndIpvsNeverSeeEachOther =
      SlicesRuleDefinition.slices()
          .matching("org.lvsdirector.(vrrp|healthcheck|ipvs|provision)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule onlyTheDaemonKnowsTheDaemon =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.lvsdirector.daemon..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.lvsdirector.daemon..");

  @ArchTest
  static final ArchRule outsideTheParserOnlyItsModelAndPositionsAreVisible =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.lvsdirector.vrrp..", "org.lvsdirector.healthcheck..", "org.lvsdirector.ipvs..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.lvsdirector.parser..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "org.lvsdirector.parser.model..",
                              "org.lvsdirector.parser.source.."))));

  @ArchTest
  static final ArchRule onlyOnePackageImportsJnr =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.lvsdirector.linux.ffi..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jnr..", "com.kenai..");

  @ArchTest
  static final ArchRule onlyLinuxIoSeesTheNativeCalls =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.lvsdirector.linux.ffi..", "org.lvsdirector.linux.io..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.lvsdirector.linux.ffi..");

  @ArchTest
  static final ArchRule coreUsesNoSocketsFilesThreadsClocksOrLogs =
      noClasses()
          .that(not(resideInAnyPackage(EDGE)).as("are outside the edge"))
          .should()
          .dependOnClassesThat(edgeOnly());

  @ArchTest
  static final ArchRule coreReadsNoClock =
      noClasses()
          .that(not(resideInAnyPackage(EDGE)).as("are outside the edge"))
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule everyPackageSaysWhatLivesInItAndIsNullMarked =
      classes().that(not(simpleName("package-info"))).should(new LiveInNullMarkedPackage());

  private static DescribedPredicate<JavaClass> edgeOnly() {
    return resideInAnyPackage(
            "java.nio.channels..",
            "java.nio.file..",
            "org.slf4j..",
            "okhttp3..",
            "org.quartz..",
            "org.lvsdirector..io..")
        .and(not(simpleName("Path")))
        .or(
            namedOneOf(
                java.net.Socket.class, java.net.DatagramSocket.class, java.net.ServerSocket.class))
        .or(namedOneOf(Thread.class, java.util.Random.class, java.security.SecureRandom.class))
        .as("sockets, files, threads, clocks, randomness, logs, or the edge itself");
  }

  private static DescribedPredicate<JavaClass> namedOneOf(Class<?>... types) {
    return new DescribedPredicate<>("one of the edge's types") {
      @Override
      public boolean test(JavaClass type) {
        for (Class<?> candidate : types) {
          if (type.isEquivalentTo(candidate)) {
            return true;
          }
        }
        return false;
      }
    };
  }

  /** Every class's package carries {@code @NullMarked}, so that nullness is checked everywhere. */
  private static final class LiveInNullMarkedPackage
      extends com.tngtech.archunit.lang.ArchCondition<JavaClass> {
    private static final Class<? extends Annotation> MARK = NullMarked.class;

    LiveInNullMarkedPackage() {
      super("live in a @NullMarked package");
    }

    @Override
    public void check(JavaClass type, com.tngtech.archunit.lang.ConditionEvents events) {
      boolean marked = type.getPackage().isAnnotatedWith(MARK);
      events.add(
          new com.tngtech.archunit.lang.SimpleConditionEvent(
              type,
              marked,
              type.getName() + (marked ? " is" : " is not") + " in a @NullMarked package"));
    }
  }
}
