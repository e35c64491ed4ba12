package org.rapport.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.conf.KieBaseMutabilityOption;
import org.kie.api.definition.KiePackage;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionsPool;
import org.rapport.rules.check.Stage;
import org.rapport.rules.verb.Facade;
import org.rapport.rules.verb.Verbs;

/**
 * Compiled rules in memory, with a pool of sessions. There is no closing it: sessions that are
 * wiped while they decide answer wrongly without a sign, so the last reference is simply dropped.
 */
final class LoadedRules {
  private final KieSessionsPool pool;
  private final Set<String> globals = new TreeSet<>();

  /**
   * The rules of some stages, loaded by a loader of these classes.
   *
   * @param archive audited classes
   * @param loader defines them, and knows the classes that they may link
   * @param stages the stages; an empty engine costs less to fill than one with every rule
   */
  LoadedRules(ClassArchive archive, ClassLoader loader, Set<Stage> stages) {
    KieBaseConfiguration settings =
        RuleBaseFactory.newKnowledgeBaseConfiguration(new Properties(), loader);
    settings.setOption(KieBaseMutabilityOption.DISABLED);
    KieBase base = KieBaseBuilder.createKieBaseFromModel(models(archive, loader, stages), settings);
    for (KiePackage stage : base.getKiePackages()) {
      stage.getGlobalVariables().forEach(global -> globals.add(global.getName()));
    }
    pool = base.newKieSessionsPool(Runtime.getRuntime().availableProcessors());
  }

  private static List<Model> models(ClassArchive archive, ClassLoader loader, Set<Stage> stages) {
    List<Model> models = new ArrayList<>();
    for (String name : archive.models()) {
      if (!stages.contains(stageOf(name))) {
        continue;
      }
      try {
        models.add(
            loader.loadClass(name).asSubclass(Model.class).getDeclaredConstructor().newInstance());
      } catch (ReflectiveOperationException | LinkageError e) {
        throw new IllegalArgumentException(
            "The compiled class %s cannot be loaded.\nMaybe compile the rulebase again."
                .formatted(name),
            e);
      }
    }
    return models;
  }

  private static Stage stageOf(String model) {
    for (Stage stage : Stage.values()) {
      if (model.startsWith(stage.packageName() + ".")) {
        return stage;
      }
    }
    throw new IllegalArgumentException(
        "The compiled class %s is of no stage.\nMaybe compile the rulebase again."
            .formatted(model));
  }

  /** An empty session that knows these verbs; to be disposed of exactly once. */
  KieSession session(Verbs verbs) {
    KieSession session = pool.newKieSession();
    for (Facade facade : verbs.all()) {
      if (globals.contains(facade.global())) {
        session.setGlobal(facade.global(), facade);
      }
    }
    return session;
  }
}
