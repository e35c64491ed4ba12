package org.rapport.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What answers requests that no operation answers: OPTIONS, and a problem for all others. */
final class Fallbacks {
  private static final String TAKES_EVENTS = "events";

  private Fallbacks() {}

  /** Adds them below a router's operations. */
  static void add(Router router, OpenAPIContract contract) {
    for (Path path : contract.getPaths()) {
      String template = path.getName().replaceAll("\\{(.*?)}", ":$1");
      List<Operation> operations = path.getOperations();
      String methods =
          operations.stream()
              .map(operation -> operation.getHttpMethod().name())
              .sorted()
              .collect(Collectors.joining(", "));
      if (operations.stream().anyMatch(operation -> operation.getTags().contains(TAKES_EVENTS))) {
        router.route(HttpMethod.OPTIONS, template).handler(Cors::options);
      }
      router.route(template).handler(context -> notAllowed(context, methods));
    }
    router.route().handler(Fallbacks::notFound);
    for (int status : new int[] {400, 404, 405, 406, 413, 414, 415, 500}) {
      router.errorHandler(status, context -> failed(context, status));
    }
  }

  private static void notAllowed(RoutingContext context, String methods) {
    context.response().putHeader("Allow", methods);
    Problems.write(
        context.response(),
        Problem.of(
            ProblemCode.METHOD_NOT_ALLOWED,
            "This path has no method %s.%nMaybe use %s."
                .formatted(
                    Words.printable(context.request().method().name(), HttpLimits.ECHO_LENGTH),
                    methods)));
  }

  private static void notFound(RoutingContext context) {
    Problems.write(
        context.response(),
        Problem.of(
            ProblemCode.PATH_NOT_FOUND,
            "There is nothing at %s.%nMaybe look at /openapi.yaml for the paths there are."
                .formatted(Words.quoted(String.valueOf(context.request().path())))));
  }

  private static void failed(RoutingContext context, int status) {
    Throwable failure = context.failure();
    if (status == 404) {
      notFound(context);
    } else if (status == 400) {
      Problems.write(context.response(), unreadable());
    } else {
      Problems.write(
          context.response(),
          failure == null
              ? new IllegalStateException("Status %d without a failure.".formatted(status))
              : failure);
    }
  }

  private static Problem unreadable() {
    return Problem.of(
        ProblemCode.MALFORMED_HTTP,
        "The request cannot be read.%nMaybe a %% in the address is not followed by two digits."
            .formatted());
  }

  /** Answers what is not even HTTP as it should be. */
  static void invalid(HttpServerRequest request) {
    Throwable cause = request.decoderResult() == null ? null : request.decoderResult().cause();
    Problem problem = unreadable();
    if (cause instanceof io.netty.handler.codec.http.TooLongHttpLineException) {
      problem =
          Problem.of(
              ProblemCode.URI_TOO_LONG,
              "The request line has more than %d bytes.".formatted(HttpLimits.REQUEST_LINE_BYTES));
    } else if (cause instanceof io.netty.handler.codec.http.TooLongHttpHeaderException) {
      problem =
          Problem.of(
              ProblemCode.HEADERS_TOO_LARGE,
              "The headers have more than %d bytes.".formatted(HttpLimits.HEADER_BYTES));
    }
    request.response().putHeader("Connection", "close");
    Problems.write(request.response(), problem);
    request.connection().close();
  }
}
