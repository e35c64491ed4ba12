package org.rapport.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** A good answer: its status, content type and bytes. */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
record Reply(int status, String contentType, byte[] body) {
  /** JSON with status 200. */
  static Reply json(byte[] body) {
    return new Reply(200, "application/json", body);
  }

  void write(HttpServerResponse response) {
    if (!response.ended() && !response.closed()) {
      response
          .setStatusCode(status)
          .putHeader("Content-Type", contentType)
          .end(Buffer.buffer(body));
    }
  }
}
