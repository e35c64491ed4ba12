package org.rapport.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.RuleCard;
import org.rapport.model.Millionths;

/** The proof that two rules never match one customer, against trying every small customer. */
class CustomersTest {
  private static final List<String> PLANS = List.of("free", "solo", "family");

  /** A plan that is known but, as data may have it, no text. */
  private static final String NO_TEXT = "(a number)";

  /** All that the rules of this test look at. */
  private record Customer(int tenureDays, @Nullable String plan, int inAll, int last7Days) {}

  private static List<Customer> all() {
    List<@Nullable String> plans = new ArrayList<>(PLANS);
    plans.add(null);
    plans.add("other");
    plans.add(NO_TEXT);
    List<Customer> all = new ArrayList<>();
    for (int tenure = 0; tenure < 6; tenure++) {
      for (String plan : plans) {
        for (int inAll = 0; inAll < 6; inAll++) {
          for (int last7Days = 0; last7Days <= inAll; last7Days++) {
            all.add(new Customer(tenure, plan, inAll, last7Days));
          }
        }
      }
    }
    return all;
  }

  @Property(tries = 500)
  void twoRulesCanBothMatchExactlyWhenSomeCustomerIsMatchedByBoth(@ForAll long seed) {
    Random random = new Random(seed);
    CheckedRule one = rule(random);
    CheckedRule other = rule(random);
    List<Claim> must = new ArrayList<>(RuleClaims.of(one).must());
    must.addAll(RuleClaims.of(other).must());
    List<Customers.Choice> choices = new ArrayList<>(Customers.choices(RuleClaims.of(one)));
    choices.addAll(Customers.choices(RuleClaims.of(other)));
    boolean some =
        all().stream().anyMatch(customer -> matches(one, customer) && matches(other, customer));
    assertThat(new Customers().find(must, choices) != null)
        .as("%s and %s", one.conditions(), other.conditions())
        .isEqualTo(some);
  }

  @Property(tries = 500)
  void aCustomerIsMissedExactlyWhenNoRuleMatches(@ForAll long seed) {
    Random random = new Random(seed);
    List<CheckedRule> rules = List.of(rule(random), rule(random), rule(random));
    List<Customers.Choice> none =
        rules.stream().map(rule -> Customers.notMatching(RuleClaims.of(rule))).toList();
    boolean some =
        all().stream()
            .anyMatch(customer -> rules.stream().noneMatch(rule -> matches(rule, customer)));
    assertThat(new Customers().find(List.of(), none) != null)
        .as("%s", rules.stream().map(CheckedRule::conditions).toList())
        .isEqualTo(some);
  }

  private static CheckedRule rule(Random random) {
    List<Condition> conditions = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(2); i++) {
      conditions.add(condition(random));
    }
    return new CheckedRule(
        Stage.LIFECYCLE,
        new RuleCard("lifecycle.x", "X", "X.", null, "lifecycle.drl", 1),
        conditions,
        new VerbCall("lifecycle", List.of()));
  }

  private static Condition condition(Random random) {
    boolean negated = random.nextInt(3) == 0;
    return switch (random.nextInt(3)) {
      case 0 -> condition(negated, "Customer", number("tenureDays", random));
      case 1 ->
          condition(
              negated,
              "Attribute",
              text("name", Operator.EQUAL, "plan"),
              random.nextBoolean()
                  ? text("text", equality(random), PLANS.get(random.nextInt(PLANS.size())))
                  : flag("known", random));
      default ->
          condition(
              negated,
              "Activity",
              text("event", Operator.EQUAL, "Song Played"),
              random.nextBoolean() ? number("inAll", random) : flag("never", random),
              number("last7Days", random));
    };
  }

  private static Condition condition(boolean negated, String fact, FieldTest... tests) {
    return new Condition(negated, null, fact, List.of(tests), 1, 1);
  }

  private static Operator equality(Random random) {
    return random.nextBoolean() ? Operator.EQUAL : Operator.NOT_EQUAL;
  }

  private static FieldTest number(String field, Random random) {
    int with = random.nextInt(5);
    List<Operator> operators = List.of(Operator.values());
    Operator operator = operators.get(random.nextInt(operators.size()));
    return test(field, operator, new Operand.NumberLiteral(with * Millionths.ONE, "" + with));
  }

  private static FieldTest text(String field, Operator operator, String with) {
    return test(field, operator, new Operand.TextLiteral(with));
  }

  private static FieldTest flag(String field, Random random) {
    return test(field, equality(random), new Operand.FlagLiteral(random.nextBoolean()));
  }

  private static FieldTest test(String field, Operator operator, Operand operand) {
    return new FieldTest(null, field, new FieldTest.Comparison(operator, operand), 1, 1);
  }

  private static boolean matches(CheckedRule rule, Customer customer) {
    return rule.conditions().stream()
        .allMatch(
            condition ->
                condition.tests().stream().allMatch(test -> holds(test, customer))
                    != condition.negated());
  }

  private static boolean holds(FieldTest test, Customer customer) {
    FieldTest.Comparison comparison = test.compared().orElseThrow();
    boolean equal = comparison.operator() == Operator.EQUAL;
    return switch (test.field()) {
      case "tenureDays" -> compare(customer.tenureDays(), comparison);
      case "inAll" -> compare(customer.inAll(), comparison);
      case "last7Days" -> compare(customer.last7Days(), comparison);
      case "never" -> ((customer.inAll() == 0) == flag(comparison)) == equal;
      case "known" -> ((customer.plan() != null) == flag(comparison)) == equal;
      case "text" ->
          customer.plan() != null
              && !customer.plan().equals(NO_TEXT)
              && comparison.operand() instanceof Operand.TextLiteral text
              && text.text().equals(customer.plan()) == equal;
      default -> true;
    };
  }

  private static boolean flag(FieldTest.Comparison comparison) {
    return comparison.operand() instanceof Operand.FlagLiteral literal && literal.flag();
  }

  private static boolean compare(int value, FieldTest.Comparison comparison) {
    long with = ((Operand.NumberLiteral) comparison.operand()).millionths() / Millionths.ONE;
    return switch (comparison.operator()) {
      case EQUAL -> value == with;
      case NOT_EQUAL -> value != with;
      case LESS -> value < with;
      case AT_MOST -> value <= with;
      case MORE -> value > with;
      case AT_LEAST -> value >= with;
    };
  }
}
