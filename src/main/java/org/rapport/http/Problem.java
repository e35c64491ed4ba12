package org.rapport.http;

import java.util.List;

/**
 * Why a request is not answered as asked.
 *
 * @param code what kind of problem
 * @param detail what was wrong this time, with its value; after a line break what to do
 * @param findings everything wrong with the request, empty when it is not the request
 * @param retryAfterSeconds after how many seconds to try again, 0 when that is of no use
 */
record Problem(ProblemCode code, String detail, List<Finding> findings, int retryAfterSeconds) {
  Problem {
    findings = List.copyOf(findings);
  }

  static Problem of(ProblemCode code, String detail) {
    return new Problem(code, detail, List.of(), 0);
  }

  Problem with(List<Finding> all) {
    return new Problem(code, detail, all, retryAfterSeconds);
  }

  Problem retryAfter(int seconds) {
    return new Problem(code, detail, findings, seconds);
  }
}
