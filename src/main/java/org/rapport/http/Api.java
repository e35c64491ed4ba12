package org.rapport.http;

import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.rapport.model.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings operations to the paths that the contract gives them; a contract and operations that do
 * not match one to one stop the start.
 */
final class Api {
  private static final Logger LOG = LoggerFactory.getLogger(Api.class);

  /** Who was turned away, line by line: the route's pattern, never what it names. */
  private static final Logger ACCESS = LoggerFactory.getLogger("org.rapport.access");

  private static final String ROUTE = "rapport.route";
  private static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS,
          HttpMethod.HEAD,
          HttpMethod.PATCH);

  private final Metrics metrics;
  private final Access access;
  private final Bodies bodies;
  private final Map<String, Answering> operations = new TreeMap<>();
  private final Set<String> open = new TreeSet<>();

  Api(Metrics metrics, Access access, Bodies bodies) {
    this.metrics = metrics;
    this.access = access;
    this.bodies = bodies;
  }

  /** What answers an operation, knowing its door. */
  private interface Answering {
    void answer(RoutingContext context, Access.Door door);
  }

  /** An operation for everybody. */
  Api open(String operationId, Function<RoutingContext, Future<Reply>> operation) {
    open.add(operationId);
    return operation(
        operationId, (context, door) -> reply(context, () -> operation.apply(context)));
  }

  /** An operation that finds out itself who calls, for callers with one of its roles. */
  Api selfKeyed(
      String operationId, BiFunction<RoutingContext, Access.Door, Future<Reply>> operation) {
    return operation(
        operationId, (context, door) -> reply(context, () -> operation.apply(context, door)));
  }

  /** An operation for callers whose key has one of its roles. */
  Api keyed(String operationId, Exchange.Endpoint operation) {
    return operation(
        operationId,
        (context, door) ->
            reply(context, () -> exchange(context, door).compose(operation::answer)));
  }

  /** The same, for one that writes its answer itself. */
  Api written(String operationId, Function<Exchange, Future<Void>> operation) {
    return operation(
        operationId,
        (context, door) ->
            attempt(() -> exchange(context, door).compose(operation))
                .onFailure(failure -> Problems.write(context.response(), failure)));
  }

  private Api operation(String operationId, Answering answering) {
    if (operations.put(operationId, answering) != null) {
      throw new IllegalStateException("The operation %s is there twice.".formatted(operationId));
    }
    return this;
  }

  private Future<Exchange> exchange(RoutingContext context, Access.Door door) {
    return door.caller(context).map(caller -> new Exchange(context, caller, bodies));
  }

  private interface Attempt<T> {
    Future<T> run();
  }

  private static <T> Future<T> attempt(Attempt<T> attempt) {
    try {
      return attempt.run();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static void reply(RoutingContext context, Attempt<Reply> attempt) {
    attempt(attempt)
        .onComplete(
            reply -> reply.write(context.response()),
            failure -> Problems.write(context.response(), failure));
  }

  /** The router: the contract's paths, and problems for all others. */
  Router router(io.vertx.core.Vertx vertx, OpenAPIContract contract) {
    RouterBuilder builder = RouterBuilder.create(vertx, contract);
    builder.rootHandler(this::observe);
    Set<String> unanswered = new TreeSet<>(operations.keySet());
    for (Operation operation : contract.operations()) {
      Answering answering = operations.get(operation.getOperationId());
      if (answering == null) {
        throw new IllegalStateException(
            "The contract's operation %s is not built.".formatted(operation.getOperationId()));
      }
      unanswered.remove(operation.getOperationId());
      String route = operation.getOpenAPIPath();
      Access.Door door = door(operation);
      builder
          .getRoute(operation.getOperationId())
          .setDoValidation(false)
          .setDoSecurity(false)
          .addHandler(
              context -> {
                context.put(ROUTE, route);
                answering.answer(context, door);
              });
    }
    if (!unanswered.isEmpty()) {
      throw new IllegalStateException("The contract has no operations " + unanswered + ".");
    }
    Router router = builder.createRouter();
    Fallbacks.add(router, contract);
    return router;
  }

  /** The roles that the contract gives an operation; none must be said, too. */
  private Access.Door door(Operation operation) {
    Set<Role> roles = Contract.roles(operation);
    if (roles.isEmpty() != open.contains(operation.getOperationId())) {
      throw new IllegalStateException(
          "The contract's operation %s has the roles %s, and is %s."
              .formatted(operation.getOperationId(), roles, roles.isEmpty() ? "not open" : "open"));
    }
    return new Access.Door(access, roles);
  }

  private void observe(RoutingContext context) {
    Timer.Sample sample = metrics.begin();
    context.addEndHandler(
        ended -> {
          HttpMethod method = context.request().method();
          String name = METHODS.contains(method) ? method.name() : "other";
          Object route = context.get(ROUTE);
          String template = route == null ? "none" : route.toString();
          int status = context.response().getStatusCode();
          long nanos = metrics.end(sample, name, template, status);
          if (status == 401 || status == 403 || status == 429) {
            Object caller = context.get(Access.CALLER);
            ACCESS.info(
                "refused {} {} {} key {} from {}",
                name,
                template,
                status,
                caller == null ? "unknown" : caller,
                context.request().remoteAddress());
          }
          if (LOG.isDebugEnabled()) {
            LOG.debug(
                "{} {} {} {} ms", name, template, status, TimeUnit.NANOSECONDS.toMillis(nanos));
          }
        });
    context.next();
  }
}
