package org.rapport.clients;

import java.util.List;

/** An unmodified client library under test. */
interface Client {
  /** Its name in customer ids and in what is printed. */
  String name();

  /** What it says became of its events. */
  Reports reports();

  /** Gives it events to send; returns before they are sent. */
  void send(List<SampleEvent> events);

  /** Lets it know that nothing more comes, so that it sends what it still holds. */
  void noMore();

  /** After that: waits until it has told of every event it was given. */
  void finish();

  /** Ends it, whatever it still holds. */
  void abandon();
}
