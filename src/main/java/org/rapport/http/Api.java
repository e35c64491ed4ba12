package org.rapport.http;

import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
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
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings operations to the paths that the contract gives them; a contract and operations that do
 * not match one to one stop the start.
 */
final class Api {
  private static final Logger LOG = LoggerFactory.getLogger(Api.class);
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
  private final Caller caller;
  private final Bodies bodies;
  private final Map<String, Handler<RoutingContext>> operations = new TreeMap<>();

  Api(Metrics metrics, Caller caller, Bodies bodies) {
    this.metrics = metrics;
    this.caller = caller;
    this.bodies = bodies;
  }

  /** An operation that finds out itself who calls, or need not know. */
  Api open(String operationId, Function<RoutingContext, Future<Reply>> operation) {
    return operation(operationId, context -> reply(context, () -> operation.apply(context)));
  }

  /** An operation for callers with a key. */
  Api keyed(String operationId, Exchange.Endpoint operation) {
    return operation(
        operationId, context -> reply(context, () -> operation.answer(exchange(context))));
  }

  /** An operation for callers with a key that writes its answer itself. */
  Api written(String operationId, Function<Exchange, Future<Void>> operation) {
    return operation(
        operationId,
        context ->
            attempt(() -> operation.apply(exchange(context)))
                .onFailure(failure -> Problems.write(context.response(), failure)));
  }

  private Api operation(String operationId, Handler<RoutingContext> handler) {
    if (operations.put(operationId, handler) != null) {
      throw new IllegalStateException("The operation %s is there twice.".formatted(operationId));
    }
    return this;
  }

  private Exchange exchange(RoutingContext context) {
    return new Exchange(context, caller.of(context.request()), bodies);
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
      Handler<RoutingContext> handler = operations.get(operation.getOperationId());
      if (handler == null) {
        throw new IllegalStateException(
            "The contract's operation %s is not built.".formatted(operation.getOperationId()));
      }
      unanswered.remove(operation.getOperationId());
      String route = operation.getOpenAPIPath();
      builder
          .getRoute(operation.getOperationId())
          .setDoValidation(false)
          .setDoSecurity(false)
          .addHandler(
              context -> {
                context.put(ROUTE, route);
                handler.handle(context);
              });
    }
    if (!unanswered.isEmpty()) {
      throw new IllegalStateException("The contract has no operations " + unanswered + ".");
    }
    Router router = builder.createRouter();
    Fallbacks.add(router, contract);
    return router;
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
          if (LOG.isDebugEnabled()) {
            LOG.debug(
                "{} {} {} {} ms", name, template, status, TimeUnit.NANOSECONDS.toMillis(nanos));
          }
        });
    context.next();
  }
}
