package org.rapport.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rapport.rules.Beneath.End;
import org.rapport.rules.Beneath.Fate;

/** Each layer beneath the checker, with the checker and the other layers switched off. */
class LayersTest {
  private static final String FILE = "nextbestaction/next-best-action.drl";

  private static CompiledRulebase compiled;

  private Canary canary;

  @BeforeAll
  static void compile() {
    compiled = new RulebaseCompiler().compile(Learning.rulebase());
  }

  @BeforeEach
  void hatch() {
    canary = new Canary();
  }

  @AfterEach
  void close() {
    canary.close();
  }

  private static String rule(String condition, String consequence) {
    return """
        package rules.nextbestaction
        import org.rapport.rules.fact.Segment
        import org.rapport.rules.fact.Attribute
        global org.rapport.rules.verb.NextBestAction action

        rule "Hostile"
        when
            $s : Segment( segment == "churn-risk", $level : level )
            %s
        then
            %s
            action.ruleOut( "offer-family" );
        end
        """
        .formatted(condition, consequence);
  }

  private static Fate open(String condition, String consequence) {
    return new Beneath(false, false).fate(FILE, rule(condition, consequence));
  }

  private static Fate fenced(String condition, String consequence) {
    return new Beneath(true, false).fate(FILE, rule(condition, consequence));
  }

  private static Fate audited(String condition, String consequence) {
    return new Beneath(false, true).fate(FILE, rule(condition, consequence));
  }

  /** Made reachable on purpose: with every layer off, foreign code runs, and the canary hears. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "property | System.setProperty( \"rapport.canary\", \"x\" );",
        "file | new java.io.File( \"target/canary/x\" ).createNewFile();",
        "thread | new Thread( \"rapport-canary\" ) { public void run() { try { sleep( 500 ); }"
            + " catch ( InterruptedException e ) { } } }.start();",
        "socket | new java.net.Socket( \"127.0.0.1\", Integer.getInteger( \"rapport.canary.port\" )"
            + " ).close();",
        "class | org.rapport.rules.Song.sing();"
      })
  void theCanaryHears(String what, String consequence) {
    Fate fate = open("", consequence);

    assertThat(canary.dead()).as(fate.toString()).containsExactly(what);
    assertThat(canary.dead()).isEmpty();
  }

  @Test
  void aHarmlessRulePassesEveryLayer() {
    assertThat(new Beneath(true, true).fate(FILE, rule("", "")).end()).isEqualTo(End.RAN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| System.setProperty( \"rapport.canary\", \"x\" );",
        "| org.rapport.rules.Song.sing();",
        "eval( org.rapport.rules.Song.sing() == 1 ) |",
        "Segment( org.rapport.rules.Song.sing() == 1 ) |"
      })
  void theFenceAlone_hidesForeignClasses(String condition, String consequence) {
    Fate fate = fenced(condition == null ? "" : condition, consequence == null ? "" : consequence);

    assertThat(canary.dead()).isEmpty();
    assertThat(fate.end()).as(fate.toString()).isNotEqualTo(End.RAN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "System.setProperty | | System.setProperty( \"rapport.canary\", \"x\" );",
        "org.rapport.rules.Song | | org.rapport.rules.Song.sing();",
        "org.kie.api.KieServices | | org.kie.api.KieServices.get();",
        "D.expr | eval( $level == \"high\" ) |",
        "java.lang.String.length | Segment( segment.length > 3 ) |",
        "has a loop | | int i = 0; while ( i < 3 ) { i++; }",
        "makes a large array | | long[] a = new long[ 1000000000 ];",
        "makes a large array | | long[][] a = new long[ 9 ][ 9 ];",
        "java.lang.RuntimeException | | if ( true ) throw new RuntimeException();",
        "$1, which | | Runnable r = new Runnable() { public void run() { } }; r.run();",
        "a computed call | | String s = \"a\" + $level; s = s + s;",
        "catches exceptions | | synchronized ( $s ) { action.ruleOut( \"x\" ); }",
        "NextBestAction.suggestions | | action.suggestions();",
        "org.drools.model.Drools.halt | | drools.halt();",
      })
  void theAuditAlone_refusesWhatNoRuleNeeds(String what, String condition, String consequence) {
    Fate fate = audited(condition == null ? "" : condition, consequence == null ? "" : consequence);

    assertThat(canary.dead()).isEmpty();
    assertThat(fate.end()).as(fate.toString()).isEqualTo(End.AUDIT);
    assertThat(fate.why()).contains(what).contains("rules.nextbestaction.");
  }

  /** Whoever can write to the database cannot have the service run what they put there. */
  @Test
  void storedClasses_areAuditedBeforeTheyAreLoaded() throws IOException {
    ClassArchive good = ClassArchive.of(compiled.bytes());
    byte[] foreign;
    try (InputStream in = Song.class.getResourceAsStream("Song.class")) {
      foreign = in.readAllBytes();
    }
    String lambda =
        good.classes().keySet().stream()
            .filter(name -> name.contains("LambdaConsequence"))
            .findFirst()
            .orElseThrow();
    for (String name : List.of(lambda, good.models().get(0), "rules.weights.Song", "java.Song")) {
      SortedMap<String, byte[]> classes = new TreeMap<>(good.classes());
      classes.put(name, foreign);
      byte[] bytes = new ClassArchive(good.models(), classes).toBytes();

      assertThatThrownBy(
              () -> Rulebase.load(Learning.rulebase(), new CompiledRulebase(compiled.ref(), bytes)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(name);
    }
    assertThat(canary.dead()).isEmpty();
  }

  /** A model that is not among the classes is not looked for elsewhere. */
  @Test
  void aForeignModel_isNotLoaded() {
    ClassArchive good = ClassArchive.of(compiled.bytes());
    byte[] bytes = new ClassArchive(List.of(Song.class.getName()), good.classes()).toBytes();

    assertThatThrownBy(
            () -> Rulebase.load(Learning.rulebase(), new CompiledRulebase(compiled.ref(), bytes)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Song.class.getName());
    assertThat(canary.dead()).isEmpty();
  }

  @Test
  void nothingThatRunsExpressions_isOnTheClassPath() throws IOException {
    for (String name :
        List.of(
            "org.mvel2.MVEL",
            "org.drools.mvel.MVELConstraintBuilder",
            "com.thoughtworks.xstream.XStream")) {
      assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
    }
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<exclude>org.drools:drools-mvel</exclude>")
        .contains("<exclude>org.drools:drools-engine-classic</exclude>")
        .contains("<exclude>org.mvel:mvel2</exclude>");
  }
}
