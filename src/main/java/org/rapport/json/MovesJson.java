package org.rapport.json;

import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.rapport.population.Moves;
import org.rapport.population.Moves.Cell;
import org.rapport.population.Moves.Matrix;
import org.rapport.population.Moves.Move;
import org.rapport.population.Moves.Mover;
import org.rapport.population.Moves.Part;

/** Moves between two instants, as they are served. */
public final class MovesJson {
  private MovesJson() {}

  /**
   * The answer's bytes.
   *
   * @param nextCursor where the cell's list goes on, or null
   */
  public static byte[] bytes(Moves moves, @Nullable String nextCursor) {
    return JsonOut.objectBytes(
        out -> {
          out.text("rulebase", moves.rulebase().name())
              .text("version", moves.rulebase().version())
              .instant("from", moves.from())
              .instant("to", moves.to())
              .object(
                  "customers",
                  fields ->
                      fields
                          .number("all", moves.both() + moves.arrived() + moves.merged())
                          .number("both", moves.both())
                          .number("notYetThere", moves.arrived())
                          .number("merged", moves.merged()))
              .objects("matrices", moves.matrices(), MovesJson::matrix)
              .objects("rose", moves.rose(), MovesJson::mover)
              .objects("fell", moves.fell(), MovesJson::mover);
          Cell cell = moves.cell();
          if (cell != null) {
            out.object("cell", fields -> cell(fields, cell, nextCursor));
          }
        });
  }

  static void matrix(JsonOut out, Matrix matrix) {
    out.text("of", matrix.of()).objects("rows", matrix.cells().entrySet(), MovesJson::row);
  }

  private static void row(JsonOut out, Map.Entry<String, SortedMap<String, Long>> row) {
    out.text("was", row.getKey())
        .number("customers", row.getValue().values().stream().mapToLong(Long::longValue).sum())
        .objects(
            "cells",
            row.getValue().entrySet(),
            (fields, cell) ->
                fields.text("is", cell.getKey()).number("customers", cell.getValue().longValue()));
  }

  private static void move(JsonOut out, Move move) {
    out.text("customerId", move.customerId())
        .object("was", fields -> StandingJson.verdict(fields, move.was()))
        .object("is", fields -> StandingJson.verdict(fields, move.is()))
        .decimal("difference", move.difference());
  }

  private static void mover(JsonOut out, Mover mover) {
    move(out, mover.move());
    out.decimal("behaviour", mover.behaviour())
        .decimal("passingOfTime", mover.passingOfTime())
        .objects("contributions", mover.parts(), MovesJson::part);
  }

  private static void part(JsonOut out, Part part) {
    out.text("rule", part.rule().id())
        .text("title", part.rule().title())
        .decimal("was", part.was())
        .decimal("is", part.is())
        .decimal("behaviour", part.behaviour())
        .decimal("passingOfTime", part.passingOfTime());
  }

  private static void cell(JsonOut out, Cell cell, @Nullable String nextCursor) {
    out.text("of", cell.of())
        .text("was", cell.was())
        .text("is", cell.is())
        .objects("customers", cell.customers(), MovesJson::move)
        .text("nextCursor", nextCursor);
  }
}
