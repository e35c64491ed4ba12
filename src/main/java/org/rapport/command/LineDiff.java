package org.rapport.command;

import java.util.ArrayList;
import java.util.List;

/** How one text became another, line by line: what is gone, what is new, and a little around it. */
final class LineDiff {
  /** How many lines are shown around what differs. */
  private static final int AROUND = 3;

  /** How many pairs of lines are compared at most; beyond, all is told as replaced. */
  private static final long MAX_PAIRS = 4_000_000;

  private final List<String> was;
  private final List<String> is;
  private final List<Line> lines = new ArrayList<>();

  /**
   * A line.
   *
   * @param mark {@code -} when it is gone, {@code +} when it is new, else a space
   * @param number its number in the new text, or that of the line it would stand before, from 1
   */
  private record Line(char mark, String text, int number) {}

  private LineDiff(List<String> was, List<String> is) {
    this.was = was;
    this.is = is;
  }

  /** The lines to print, empty when the texts are equal; each part begins with where it is. */
  static List<String> of(String file, String was, String is) {
    LineDiff diff = new LineDiff(was.lines().toList(), is.lines().toList());
    diff.compare();
    return diff.parts(file);
  }

  private void compare() {
    int begin = 0;
    while (begin < Math.min(was.size(), is.size()) && was.get(begin).equals(is.get(begin))) {
      lines.add(new Line(' ', is.get(begin), begin + 1));
      begin++;
    }
    int end = 0;
    while (end < Math.min(was.size(), is.size()) - begin
        && was.get(was.size() - 1 - end).equals(is.get(is.size() - 1 - end))) {
      end++;
    }
    middle(begin, was.size() - end, is.size() - end);
    for (int place = is.size() - end; place < is.size(); place++) {
      lines.add(new Line(' ', is.get(place), place + 1));
    }
  }

  /** Keeps as many lines as can be kept in order: a longest common subsequence. */
  private void middle(int begin, int wasEnd, int isEnd) {
    int rows = wasEnd - begin;
    int columns = isEnd - begin;
    boolean few = (long) rows * columns <= MAX_PAIRS;
    int[][] kept = few ? kept(begin, rows, columns) : new int[0][0];
    int row = 0;
    int column = 0;
    while (row < rows || column < columns) {
      if (few
          && row < rows
          && column < columns
          && was.get(begin + row).equals(is.get(begin + column))) {
        lines.add(new Line(' ', is.get(begin + column), begin + column + 1));
        row++;
        column++;
      } else if (row < rows
          && (column == columns || !few || kept[row + 1][column] >= kept[row][column + 1])) {
        lines.add(new Line('-', was.get(begin + row), begin + column + 1));
        row++;
      } else {
        lines.add(new Line('+', is.get(begin + column), begin + column + 1));
        column++;
      }
    }
  }

  /** How many lines can be kept of what follows each pair of places. */
  private int[][] kept(int begin, int rows, int columns) {
    int[][] kept = new int[rows + 1][columns + 1];
    for (int row = rows - 1; row >= 0; row--) {
      for (int column = columns - 1; column >= 0; column--) {
        kept[row][column] =
            was.get(begin + row).equals(is.get(begin + column))
                ? kept[row + 1][column + 1] + 1
                : Math.max(kept[row + 1][column], kept[row][column + 1]);
      }
    }
    return kept;
  }

  private List<String> parts(String file) {
    List<String> told = new ArrayList<>();
    int shownUntil = -1;
    for (int place = 0; place < lines.size(); place++) {
      if (lines.get(place).mark() != ' ') {
        int from = Math.max(shownUntil + 1, place - AROUND);
        if (told.isEmpty() || from > shownUntil + 1) {
          told.add("%s, line %d:".formatted(file, lines.get(from).number()));
        }
        int to = Math.min(lines.size() - 1, place + AROUND);
        for (int each = from; each <= to; each++) {
          told.add((lines.get(each).mark() + " " + lines.get(each).text()).stripTrailing());
        }
        shownUntil = to;
      }
    }
    return told;
  }
}
