package org.rapport.rules;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.KieSession;
import org.rapport.model.Phase;
import org.rapport.model.RulebaseRef;
import org.rapport.model.Value;
import org.rapport.rules.check.Stage;
import org.rapport.rules.fact.Attribute;
import org.rapport.rules.fact.Contact;
import org.rapport.rules.fact.Customer;
import org.rapport.rules.fact.Fact;
import org.rapport.rules.fact.Score;
import org.rapport.rules.fact.Segment;
import org.rapport.rules.fact.WasIn;
import org.rapport.rules.verb.Fades;
import org.rapport.rules.verb.Verbs;

/**
 * What lies beneath the checker, reached by going around it: rule text is built, loaded and fired
 * as it stands, with the layers that are switched on.
 */
final class Beneath {
  /** How long text may run until it counts as hanging: it is never stopped, only left alone. */
  private static final int PATIENCE_SECONDS = 4;

  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** Where text came to its end. */
  enum End {
    /** The engine, or what it can see, refused it. */
    BUILD,
    /** The audit refused a class. */
    AUDIT,
    /** A class could not be loaded. */
    LOAD,
    /** A rule failed when it fired. */
    FIRE,
    /** It ran like any rule. */
    RAN,
    /** It did not end. */
    HANGS
  }

  private final boolean fence;
  private final boolean audit;

  Beneath(boolean fence, boolean audit) {
    this.fence = fence;
    this.audit = audit;
  }

  /** Where the text came to its end, and why. */
  record Fate(End end, String why) {}

  Fate fate(String file, String text) {
    ClassArchive archive;
    try {
      ModelBuild build = new ModelBuild(fence ? Fence.toBuild() : Beneath.class.getClassLoader());
      archive = build.build(ref(), new TreeMap<>(java.util.Map.of("rules/" + file, text)));
    } catch (Throwable refused) {
      return new Fate(End.BUILD, String.valueOf(refused.getMessage()));
    }
    if (audit) {
      try {
        ClassAudit.check(archive);
      } catch (IllegalArgumentException refused) {
        return new Fate(End.AUDIT, String.valueOf(refused.getMessage()));
      }
    }
    return loaded(archive);
  }

  /** A name of its own for every build: the engine keeps builds by name. */
  private static RulebaseRef ref() {
    return new RulebaseRef("hostile", "sha256:0", "sha256:%d".formatted(NUMBER.incrementAndGet()));
  }

  private Fate loaded(ClassArchive archive) {
    AtomicReference<@Nullable Fate> fate = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              LoadedRules rules;
              try {
                ClassLoader parent = fence ? Fence.toRun() : Beneath.class.getClassLoader();
                rules =
                    new LoadedRules(
                        archive,
                        new CompiledClassLoader(archive, parent),
                        EnumSet.allOf(Stage.class));
              } catch (Throwable refused) {
                fate.set(new Fate(End.LOAD, String.valueOf(refused)));
                return;
              }
              fate.set(fired(rules));
            },
            "beneath");
    thread.setDaemon(true);
    thread.start();
    try {
      TimeUnit.SECONDS.timedJoin(thread, PATIENCE_SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    Fate found = fate.get();
    return found == null ? new Fate(End.HANGS, "") : found;
  }

  private static Fate fired(LoadedRules rules) {
    KieSession session = rules.session(Verbs.of(new Fades(Set.of())));
    try {
      facts().forEach(session::insert);
      int fired = session.fireAllRules(match -> true, Firing.MAX_FIRINGS + 1);
      return fired > Firing.MAX_FIRINGS
          ? new Fate(End.FIRE, "the fire limit")
          : new Fate(End.RAN, fired + " rules fired");
    } catch (Throwable failed) {
      Throwable cause = failed;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      boolean spoke = String.valueOf(cause.getMessage()).startsWith("A verb was called before");
      return new Fate(spoke ? End.RAN : End.FIRE, String.valueOf(cause));
    } finally {
      session.dispose();
    }
  }

  /** Enough for the rules of the corpus to match. */
  private static List<Fact> facts() {
    return List.of(
        new Customer(Phase.PAYING, 10, 20, "acme", "ok"),
        new Attribute("plan", new Value.Text("solo"), 3),
        new Attribute("nps", new Value.Numeric(9_000_000), 3),
        new Attribute("newsletter", new Value.Flag(true), 3),
        new Score(40, 40_000_000, "casual", 0, 0),
        new Segment("churn-risk", "high"),
        new Segment("upsell", "ready"),
        new WasIn("churn-risk", "high"),
        new Contact("call-customer", "rejected", "phone", 3));
  }
}
