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

/** Has the engine compile rule text to classes; none of them is loaded by it. */
final class ModelBuild {
  /** Drools builds are not safe beside each other (its repository is one for the JVM). */
  private static final Object ONE_BUILD_AT_A_TIME = new Object();

  private static final String SOURCES = "src/main/resources/";
  private static final String CLASS = ".class";
  private static final String MODEL_VERSION = "Drools-Model-Version:";

  private final ClassLoader visible;

  /**
   * A build.
   *
   * @param visible knows the classes that rule text may name
   */
  ModelBuild(ClassLoader visible) {
    this.visible = visible;
  }

  /**
   * The classes that the texts are compiled to.
   *
   * @param files rule text by the path of its file
   * @throws RulebaseCompileException when the engine finds errors; it also throws errors of its own
   */
  ClassArchive build(RulebaseRef ref, SortedMap<String, String> files) {
    synchronized (ONE_BUILD_AT_A_TIME) {
      KieServices services = KieServices.get();
      ReleaseId release =
          services.newReleaseId("rapport", "rulebase", ref.build().replace(':', '-'));
      try {
        KieFileSystem system = services.newKieFileSystem().generateAndWritePomXML(release);
        files.forEach((path, text) -> system.write(SOURCES + path, text));
        KieBuilder builder = services.newKieBuilder(system, visible);
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
