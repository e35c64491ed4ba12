package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MetricsTest {

  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      disabledReason = "Only the transport of Linux is on the class path.")
  void socketsTakeTheNativeTransport() {
    Vertx vertx = new Metrics().vertx();
    assertThat(vertx.isNativeTransportEnabled()).isTrue();
    TestServer.await(vertx.close());
  }
}
