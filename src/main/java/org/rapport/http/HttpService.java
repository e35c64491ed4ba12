package org.rapport.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.openapi.contract.OpenAPIContract;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.rapport.ingest.SegmentType;

/** The HTTP API of the use cases: {@code openapi.yaml} is its contract. */
public final class HttpService {
  private final Vertx vertx;
  private final HttpSettings settings;
  private final UseCases useCases;
  private final Metrics metrics;
  private final SortedMap<String, Supplier<Future<Void>>> readiness;
  private final InstantSource clock;
  private final Bodies bodies;
  private final RateLimits limits;
  private final Future<OpenAPIContract> contract;
  private Future<String> deployment = Future.failedFuture("The service was not started.");

  /**
   * A service that is not started yet, but begins to read its contract.
   *
   * @param readiness by name: succeeds when that part can do its work, such as the database's ping
   * @param clock tells when a request was received
   */
  public HttpService(
      Vertx vertx,
      HttpSettings settings,
      UseCases useCases,
      Metrics metrics,
      SortedMap<String, Supplier<Future<Void>>> readiness,
      InstantSource clock) {
    this.vertx = vertx;
    this.settings = settings;
    this.useCases = useCases;
    this.metrics = metrics;
    this.readiness = new TreeMap<>(readiness);
    this.readiness.put(
        "rulebases",
        () ->
            useCases.rulebases().names().isEmpty()
                ? Future.failedFuture("No rulebase is live.")
                : Future.succeededFuture());
    this.clock = clock;
    metrics.governance(useCases.publishing());
    this.bodies = Bodies.shared(vertx);
    this.limits = new RateLimits(settings.callsPerSecond(), clock);
    this.contract = Contract.forRouting(vertx);
  }

  /** Listens; answers the port. Fails when the port is taken or the contract does not fit. */
  public Future<Integer> start() {
    AtomicInteger connections = new AtomicInteger();
    AtomicInteger actualPort = new AtomicInteger();
    deployment =
        contract.compose(
            known ->
                vertx.deployVerticle(
                    () -> new HttpVerticle(settings, () -> router(known), connections, actualPort),
                    new DeploymentOptions().setInstances(settings.eventLoops())));
    return deployment.map(deployed -> actualPort.get());
  }

  /** Takes no more requests, waits for the answers under way and closes. */
  public Future<Void> stop() {
    return deployment.compose(vertx::undeploy);
  }

  private Router router(OpenAPIContract known) {
    Api api = new Api(metrics, new Access(useCases.callers(), limits), bodies);
    IntakeOperations intake = new IntakeOperations(useCases.intake(), bodies, metrics, clock);
    events(api, intake);
    DecisionOperations decisions = new DecisionOperations(useCases.decider(), clock);
    BatchOperation batch = new BatchOperation(useCases.decider(), useCases.rulebases());
    api.keyed("decide", decisions::decide)
        .keyed("evaluate", decisions::evaluate)
        .written("decideBatch", batch::answer);
    ReadOperations reads = new ReadOperations(useCases.reading());
    api.keyed("getDecision", reads::decision)
        .keyed("getCustomer", reads::customer)
        .keyed("getActivity", reads::activity)
        .keyed("getEvents", reads::events)
        .keyed("getScores", reads::scores);
    UnderstandingOperations understanding = new UnderstandingOperations(useCases.understanding());
    api.keyed("getExplanation", understanding::explanation)
        .keyed("getWhyNot", understanding::whyNot)
        .keyed("getCounterfactual", understanding::counterfactual)
        .keyed("getChangesSince", understanding::changesSince)
        .keyed("replay", understanding::replay)
        .keyed("getDossier", understanding::dossier);
    PopulationOperations population =
        new PopulationOperations(useCases.reading(), useCases.rulebases());
    FigureOperations figures = new FigureOperations(useCases);
    api.keyed("listCustomers", population::customers)
        .keyed("getPopulation", figures::population)
        .keyed("getMoves", figures::moves)
        .keyed("getUsage", figures::activity)
        .keyed("getSatisfaction", figures::satisfaction)
        .keyed("getCampaign", figures::campaign);
    RulebaseOperations rulebases = new RulebaseOperations(useCases);
    api.keyed("listRulebases", rulebases::all)
        .keyed("getRulebase", rulebases::one)
        .keyed("checkRulebase", rulebases::check);
    ErasureOperations erasures = new ErasureOperations(useCases.erasing());
    api.keyed("eraseCustomer", erasures::erase)
        .keyed("putHold", erasures::hold)
        .keyed("deleteHold", erasures::release);
    AuditOperations audit =
        new AuditOperations(useCases.auditing().proofs(), useCases.auditing().export());
    api.keyed("getProof", audit::proof)
        .keyed("getCheckpoint", audit::checkpoint)
        .keyed("getConsistency", audit::consistency)
        .written("exportLog", audit::export);
    DraftOperations drafts = new DraftOperations(useCases.drafts(), useCases.publishing());
    VersionOperations versions = new VersionOperations(useCases.publishing(), useCases.rulebases());
    api.keyed("listVersions", versions::list)
        .keyed("getVersion", versions::one)
        .keyed("rollBack", versions::rollBack)
        .keyed("listDrafts", drafts::list)
        .keyed("createDraft", drafts::create)
        .keyed("getDraft", drafts::get)
        .keyed("changeDraft", drafts::change)
        .keyed("deleteDraft", drafts::delete)
        .keyed("testDraft", drafts::test)
        .keyed("submitDraft", drafts::submit)
        .keyed("approveDraft", drafts::approve)
        .keyed("rejectDraft", drafts::reject)
        .keyed("publishDraft", drafts::publish);
    ImpactOperations impacts = new ImpactOperations(useCases.impacts(), useCases.rulebases());
    api.keyed("startImpact", impacts::start)
        .keyed("getImpact", impacts::get)
        .keyed("cancelImpact", impacts::cancel);
    ShadowOperations shadows = new ShadowOperations(useCases.shadows());
    api.keyed("getShadow", shadows::get)
        .keyed("startShadow", shadows::start)
        .keyed("stopShadow", shadows::stop);
    KeyOperations keys = new KeyOperations(useCases.keys());
    api.keyed("listKeys", keys::list)
        .keyed("createKey", keys::create)
        .keyed("revokeKey", keys::revoke);
    Health health = new Health(vertx, readiness, this::notes);
    OpenDoors doors = new OpenDoors(Contract.bytes(), metrics);
    api.open("live", Health::live)
        .open("ready", health::ready)
        .selfKeyed("metrics", doors::metrics)
        .open("contract", doors::contract)
        .open("welcome", doors::welcome);
    return api.router(vertx, known);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>(useCases.publishing().notes());
    notes.addAll(useCases.callers().notes());
    return notes;
  }

  private static void events(Api api, IntakeOperations intake) {
    api.selfKeyed("sendEvents", intake::events).keyed("putAttributes", intake::attributes);
    for (String path : new String[] {"batch", "import", "b"}) {
      api.selfKeyed(path, (context, door) -> intake.segment(context, door, null));
    }
    for (SegmentType type : SegmentType.values()) {
      String word = type.word();
      for (String path : new String[] {word, word.substring(0, 1)}) {
        api.selfKeyed(path, (context, door) -> intake.segment(context, door, type));
      }
    }
  }
}
