package org.rapport.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.rapport.decision.CampaignQuestion;

/** Reads lists of customers: an id a line. */
final class CustomerList {
  /** How many customers one list may name: all are held. */
  static final int MAX_CUSTOMERS = 2_000_000;

  private CustomerList() {}

  /**
   * The list of a file; empty lines are passed over.
   *
   * @throws UsageException when it cannot be read, names nobody or too many
   */
  static CampaignQuestion.Listed read(Path file) {
    Set<String> ids = new HashSet<>();
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          ids.add(line.strip());
        }
        if (ids.size() > MAX_CUSTOMERS) {
          throw new UsageException(
              "%s names more than %d customers.".formatted(file, MAX_CUSTOMERS));
        }
      }
    } catch (IOException e) {
      throw new UsageException(
          "%s cannot be read.%nMaybe it is not UTF-8 text, an id a line.".formatted(file));
    }
    if (ids.isEmpty()) {
      throw new UsageException("%s names no customer.".formatted(file));
    }
    return new CampaignQuestion.Listed(String.valueOf(file.getFileName()), ids);
  }
}
