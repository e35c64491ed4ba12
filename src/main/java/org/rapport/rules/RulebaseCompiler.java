package org.rapport.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.drools.modelcompiler.CanonicalKieModule;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.rapport.model.RulebaseRef;
import org.rapport.rules.check.CheckedRulebase;

/** Compiles checked rulebases: re-emits canonical DRL from the checked tree and compiles that. */
public final class RulebaseCompiler {
  /** Drools builds are not safe beside each other (its repository is one for the JVM). */
  private static final Object ONE_BUILD_AT_A_TIME = new Object();

  private static final String SOURCES = "src/main/resources/";
  private static final String CLASS = ".class";
  private static final String MODEL_VERSION = "Drools-Model-Version:";

  /** Which build the compiler would make of it, without making it. */
  public RulebaseRef refOf(CheckedRulebase rulebase) {
    return BuildDigest.ref(rulebase);
  }

  /**
   * Compiles; takes seconds, so never on an event loop.
   *
   * @throws RulebaseCompileException when the engine refuses the canonical text, which a checked
   *     rulebase never causes by itself
   */
  public CompiledRulebase compile(CheckedRulebase rulebase) {
    RulebaseRef ref = refOf(rulebase);
    SortedMap<String, String> files = CanonicalDrl.of(rulebase);
    synchronized (ONE_BUILD_AT_A_TIME) {
      try {
        return new CompiledRulebase(ref, build(ref, files).toBytes());
      } catch (RulebaseCompileException e) {
        throw e;
      } catch (Throwable e) {
        // The engine throws errors, too, for what it should report as messages.
        throw new RulebaseCompileException(rulebase.name(), e);
      }
    }
  }

  private static ClassArchive build(RulebaseRef ref, SortedMap<String, String> files) {
    KieServices services = KieServices.get();
    ReleaseId release = services.newReleaseId("rapport", "rulebase", ref.build().replace(':', '-'));
    try {
      KieFileSystem system = services.newKieFileSystem().generateAndWritePomXML(release);
      files.forEach((path, text) -> system.write(SOURCES + path, text));
      KieBuilder builder = services.newKieBuilder(system, RulebaseCompiler.class.getClassLoader());
      builder.buildAll(ExecutableModelProject.class);
      if (builder.getResults().hasMessages(Message.Level.ERROR)) {
        throw new RulebaseCompileException(
            ref.name(), builder.getResults().getMessages(Message.Level.ERROR).toString());
      }
      return archive((InternalKieModule) builder.getKieModule(), release);
    } finally {
      services.getRepository().removeKieModule(release);
    }
  }

  private static ClassArchive archive(InternalKieModule module, ReleaseId release) {
    SortedMap<String, byte[]> classes = new TreeMap<>();
    for (String file : module.getFileNames()) {
      // The project model beside them serves only the engine's own containers.
      if (file.startsWith("rules/") && file.endsWith(CLASS)) {
        classes.put(
            file.substring(0, file.length() - CLASS.length()).replace('/', '.'),
            module.getBytes(file));
      }
    }
    byte[] named = module.getBytes(CanonicalKieModule.getModelFileWithGAV(release));
    List<String> models = new ArrayList<>();
    new String(named, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith(MODEL_VERSION))
        .sorted()
        .forEach(models::add);
    return new ClassArchive(models, classes);
  }
}
