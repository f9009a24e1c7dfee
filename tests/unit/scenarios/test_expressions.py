"""Formulas mean what arithmetic says, and nothing that is not in the grammar means anything."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.documents import Action, Player
from policygames.errors import ScenarioError
from policygames.scenarios.expressions import Kind, Scope, Situation, evaluate, kind_of, names_in, parse, size

US = Player("us", "US", (Action("open", "O", {"level": Fraction(1)}), Action("ban", "B", {"level": Fraction(0)})))
CHINA = Player("china", "CN", (Action("buy", "Y"), Action("ban", "B")), {"weight": Fraction(3), "level": Fraction(7)})
EU = Player("eu", "EU", (Action("buy", "Y"), Action("ban", "B")), {"weight": Fraction(1, 2), "level": Fraction(9)})
PLAYERS = (US, CHINA, EU)
PARAMETERS = {"a": Fraction(3), "b": Fraction(1, 2), "zero": Fraction(0)}
SCOPE = Scope(frozenset(PARAMETERS), PLAYERS, PLAYERS)
PLAY = {"us": US.actions[0], "china": CHINA.actions[1], "eu": EU.actions[1]}


def value(text: str, own: str = "us"):
    tree = parse(text)
    kind_of(tree, SCOPE)
    return evaluate(tree, Situation(PARAMETERS, PLAYERS, PLAY, own))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("7 - 2 - 1", 4),
        ("12 / 2 / 3", 2),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("1 / 3", Fraction(1, 3)),
        ("1e-3", Fraction(1, 1000)),
        ("-2 ** 2", -4),
        ("(-2) ** 2", 4),
        ("2 ** -2", Fraction(1, 4)),
        ("2 ** 3 ** 2", 512),
        ("2 ** 32", 2**32),
        ("0 ** 0", 1),
        ("--a", 3),
        ("+a - -b", Fraction(7, 2)),
        ("min(a, b, 2)", Fraction(1, 2)),
        ("max(a, b, 2)", 3),
        ("abs(b - a)", Fraction(5, 2)),
        ("if(a > 2, 10, 1 / zero)", 10),
        ("if(a < 2, 1 / zero, 20)", 20),
        ("us.level", 1),
        ("china.level", 7),
        ("own.level * 2", 2),
        ("count(ban)", 2),
        ("count(ban, open)", 3),
        ("count(buy)", 0),
        ("total(level, ban)", 16),
        ("others(open)", 0),
        ("others(ban)", 2),
        ("others_total(level, open, ban)", 16),
    ],
)
def test_arithmetic(text, expected):
    assert value(text) == expected
    assert isinstance(value(text), Fraction)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("us == open", True),
        ("own == open", True),
        ("china != ban", False),
        ("china == eu", True),
        ("us in [ban, open]", True),
        ("us not in [ban]", True),
        ("a in [1, 2, 3]", True),
        ("not a > 2", False),
        ("not not a > 2", True),
        ("a > 2 and b > 2 or a == 3", True),
        ("a == 3 or 1 / zero > 0", True),
        ("a != 3 and 1 / zero > 0", False),
        ("a >= 3 and a <= 3", True),
        ("if(a == 3, us == ban, us == open)", False),
    ],
)
def test_truths(text, expected):
    assert value(text) is expected


def test_counts_of_others_leave_the_owner_out():
    assert value("others(ban)", "china") == 1
    assert value("others_total(level, ban)", "china") == 9


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("", 1),
        ("  ", 3),
        ("1 +", 4),
        ("1 2", 3),
        ("(1", 3),
        ("1)", 2),
        ("a b", 3),
        ("2a", 1),
        ("1.", 1),
        (".5", 1),
        ("1..2", 1),
        ("a ^ 2", 3),
        ("a = 3", 3),
        ("a && b", 3),
        ("a % 2", 3),
        ("'a'", 1),
        ('"a"', 1),
        ("a; b", 2),
        ("a\x00", 2),
        ("é", 1),
        ("a @ b", 3),
        ("a // b", 4),
        ("lambda: 1", 7),
        ("a[0]", 2),
        ("a if b else c", 3),
        ("f(1)", 1),
        ("eval(1)", 1),
        ("__import__(1)", 1),
        ("a.b.c", 4),
        ("a.1", 3),
        ("min()", 5),
        ("abs(1, 2)", 1),
        ("if(1, 2)", 1),
        ("min(1,)", 7),
        ("min(1 2)", 7),
        ("1 < 2 < 3", 7),
        ("a in 3", 6),
        ("a in []", 7),
        ("a not 3", 7),
        ("not", 4),
        ("and", 1),
        ("1 and", 6),
        ("1e99999", 1),
        ("9" * 1999, 1),
        ("1" + " + 1" * 600, 2001),
        ("1" + "+1" * 100, None),
        ("(" * 40 + "1" + ")" * 40, None),
        ("-" * 400 + "1", None),
        ("not " * 300 + "a", None),
        ("2 ** " * 60 + "2", None),
        ("abs(" * 200 + "1" + ")" * 200, None),
    ],
)
def test_what_is_not_in_the_grammar_is_refused_at_its_character(text, column):
    with pytest.raises(ScenarioError) as caught:
        parse(text)
    assert column is None or caught.value.column == column


@pytest.mark.parametrize(
    ("text", "words", "column"),
    [
        ("1 + c", "there is no 'c'", 5),
        ("chin == ban", "did you mean 'china'", 1),
        ("us == buy", "never buy", 7),
        ("us in [open, buy]", "never buy", 14),
        ("us + 1", "a number is needed", 1),
        ("us == 1", "an? action is needed", 7),
        ("a == open", "a number is needed", 6),
        ("a and b > 1", "a truth is needed", 1),
        ("not a", "a truth is needed", 5),
        ("-(a > b)", "a number is needed", 5),
        ("(a > b) == (b > a)", "not compared", 4),
        ("us.size", "no attribute 'size'", 1),
        ("us.leve", "did you mean 'level'", 1),
        ("us.weight", "no attribute", 1),
        ("a.level", "there is no 'a'", 1),
        ("count(a)", "id of an action", 7),
        ("count(us)", "id of an action", 7),
        ("count(1)", "id of an action", 7),
        ("count(rase)", "there is no 'rase'", 7),
        ("total(1, ban)", "attribute first", 7),
        ("total(weight, ban)", "us has no attribute", 7),
        ("if(a, 1, 2)", "a truth is needed", 4),
        ("if(a > b, 1, a > b)", "a number is needed", 16),
        ("if(a > b, us, us)", "not an action", 11),
        ("min(a, us)", "a number is needed", 8),
    ],
)
def test_parts_that_do_not_fit_are_refused_before_any_game_is_built(text, words, column):
    tree = parse(text)
    with pytest.raises(ScenarioError, match=words) as caught:
        kind_of(tree, SCOPE)
    assert caught.value.column == column


def test_own_needs_somebody_whose_payoff_it_is():
    for text in ("own == ban", "own.level", "others(ban)", "others_total(level, ban)"):
        with pytest.raises(ScenarioError, match="no meaning here"):
            kind_of(parse(text), Scope(frozenset(), PLAYERS))


def test_kinds():
    assert [kind_of(parse(text), SCOPE) for text in ("a", "us", "ban", "a > b")] == [
        Kind.NUMBER,
        Kind.ACTION,
        Kind.ACTION,
        Kind.TRUTH,
    ]


@pytest.mark.parametrize(
    ("text", "column", "reason"),
    [
        ("a + 1 / zero", 7, "DIVISION_BY_ZERO"),
        ("zero ** -1", 6, "DIVISION_BY_ZERO"),
        ("2 ** 33", 3, "BAD_EXPRESSION"),
        ("2 ** b", 3, "BAD_EXPRESSION"),
        ("a ** (1e30)", 3, "BAD_EXPRESSION"),
        ("((10 ** 32) ** 32) ** 32", 20, "PAYOFF_RANGE"),
        ("1e1000 * 1e1000", 8, "PAYOFF_RANGE"),
    ],
)
def test_what_has_no_value_is_refused_at_its_operator(text, column, reason):
    with pytest.raises(ScenarioError) as caught:
        value(text)
    assert (caught.value.column, caught.value.reason) == (column, reason)


def test_names_and_size():
    tree = parse("a + min(b, 2) * us.level")
    assert names_in(tree) == {"a", "b"}
    assert size(tree) == 7


# a formula and its value are built side by side, the value by Python's own operators
_LEAVES = st.one_of(
    st.integers(0, 9).map(lambda number: (str(number), Fraction(number))),
    st.decimals(0, 5, places=2).map(lambda number: (f"{number:f}", Fraction(number))),
    st.sampled_from(list(PARAMETERS.items())),
)
_OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul}


def _joined(pairs: st.SearchStrategy) -> st.SearchStrategy:
    binary = st.tuples(st.sampled_from(sorted(_OPERATORS)), pairs, pairs).map(
        lambda part: (f"({part[1][0]} {part[0]} {part[2][0]})", _OPERATORS[part[0]](part[1][1], part[2][1]))
    )
    negated = pairs.map(lambda pair: (f"-{pair[0]}", -pair[1]))
    largest = st.lists(pairs, min_size=1, max_size=3).map(
        lambda many: (f"max({', '.join(text for text, _ in many)})", max(number for _, number in many))
    )
    chosen = st.tuples(pairs, pairs).map(
        lambda pair: (f"if({pair[0][0]} < {pair[1][0]}, {pair[0][0]}, {pair[1][0]})", min(pair[0][1], pair[1][1]))
    )
    return st.one_of(binary, negated, largest, chosen)


@given(st.recursive(_LEAVES, _joined, max_leaves=12))
def test_a_formula_is_worth_what_its_parts_are(pair):
    text, expected = pair
    assert value(text) == expected


_FLAT = st.lists(st.tuples(st.sampled_from("+-*/"), st.integers(1, 9)), min_size=1, max_size=8)


@given(st.integers(1, 9), _FLAT)
def test_precedence_is_that_of_school(first, rest):
    products, signs = [Fraction(first)], [1]
    for sign, number in rest:
        if sign in "*/":
            products[-1] = products[-1] * number if sign == "*" else products[-1] / number
        else:
            products.append(Fraction(number))
            signs.append(1 if sign == "+" else -1)
    expected = sum((sign * product for sign, product in zip(signs, products, strict=True)), Fraction(0))
    assert value(str(first) + "".join(f" {sign} {number}" for sign, number in rest)) == expected


def read_or_refused(read: Callable[[str], object], text: str) -> bool:
    """Whether `text` is read, or refused at one of its characters."""
    try:
        return read(text) is not None
    except ScenarioError as error:
        return 1 <= error.column <= len(text) + 1


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_but_nothing_else_happens(text):
    assert read_or_refused(parse, text)


@given(st.text(alphabet="ab1+-*/().,[]=<>! \n", max_size=40))
def test_any_heap_of_signs_is_read_or_refused(text):
    assert read_or_refused(value, text)
