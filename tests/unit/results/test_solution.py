"""Solutions: saved and read back whole, verified from the game alone, and refused once anything was changed."""

import copy
import json
from dataclasses import replace
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from copies import pickled
from hypothesis import given
from hypothesis import strategies as st
from policygames.certificates import BasesProof, Certificate, Coverage, Kind, Reason, Termination
from policygames.concepts.nash import certify
from policygames.results.files import read_json
from strategies import games, profiles_of, zero_sum_games

SAME = pg.NormalFormGame.from_bimatrix([[2, 0], [0, "1/3"]], [[2, 0], [0, 1]], ["A", "B"], [["x", "y"], ["v", "w"]])
PENNIES = pg.NormalFormGame.from_bimatrix([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
REPEATED = pg.RepeatedGame(pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]]), ["1/2", "2/3"])
SOLVED = pg.solve(SAME, "nash")
SOLUTIONS = [
    SOLVED,
    pg.solve(SAME, "pure_nash"),
    pg.solve(PENNIES, "pure_nash"),
    pg.solve(PENNIES, "zero_sum"),
    pg.solve(REPEATED, "subgame_perfect", method="grim_trigger"),
    pg.solve(REPEATED, "subgame_perfect"),
    pg.solve(SAME, "nash", max_equilibria=1),
    pg.solve(pg.NormalFormGame(np.zeros((3, 2, 1, 2))), "nash"),
]
IDS = [f"{one.concept}-{index}" for index, one in enumerate(SOLUTIONS)]


def saved(solution):
    """The solution as it comes back from a file."""
    return pg.Solution.from_dict(json.loads(json.dumps(solution.to_dict())))


@pytest.mark.parametrize("solution", SOLUTIONS, ids=IDS)
def test_solutions_come_back_whole_and_hold(solution):
    for again in (saved(solution), pickled(solution)):
        assert again == solution
        assert again.verify() == solution.verify()
        assert again.explain() == solution.explain()


@given(st.one_of(games(), zero_sum_games()), st.sampled_from(["nash", "pure_nash"]))
def test_solutions_of_all_games_come_back_whole_and_hold(game, concept):
    solution = pg.solve(game, concept)
    assert saved(solution) == solution
    saved(solution).verify()
    assert solution.explain()
    assert len(solution.to_frame()) >= len(solution.equilibria)


def test_answers_longer_than_any_payoff_come_back_whole():
    primes = [Fraction(1, 2**4095 - 2 * index - 1) for index in range(18)]
    game = pg.NormalFormGame(np.array(primes, dtype=object).reshape(2, 3, 3)[:, ::-1])
    solution = pg.solve(game, "nash")
    saved(solution).verify()
    assert len(solution.explain()) < 5000


def test_a_file_is_read_back(tmp_path):
    file = tmp_path / "solution.json"
    file.write_text(json.dumps(SOLVED.to_dict()), encoding="utf-8")
    assert pg.read(file) == pg.read(str(file)) == SOLVED


def certified(**changes):
    """The first equilibrium with another certificate."""
    first = SOLVED.equilibria[0]
    return replace(SOLVED, equilibria=(replace(first, certificate=replace(first.certificate, **changes)),))


PURE = ((Fraction(1), Fraction(0)), (Fraction(1), Fraction(0)))
WRONG = ((Fraction(1), Fraction(0)), (Fraction(0), Fraction(1)))

TAMPERED = {
    "candidate": certified(candidate=WRONG),
    "candidate none": certified(candidate=None),
    "candidate malformed": certified(candidate=((1, 0), (1, 0))),
    "slack": certified(slack=Fraction(10**9)),
    "slack gone": certified(slack=None),
    "kind": certified(kind=Kind.BOUND),
    "digest": certified(game=PENNIES.digest),
    "certificate's concept": certified(concept="pure_nash"),
    "payoffs": replace(SOLVED, equilibria=(replace(SOLVED.equilibria[0], exact_payoffs=(Fraction(2), Fraction(3))),)),
    "no payoffs": replace(SOLVED, equilibria=(replace(SOLVED.equilibria[0], exact_payoffs=()),)),
    "equilibrium's game": replace(SOLVED, equilibria=(replace(SOLVED.equilibria[0], game=PENNIES),)),
    "twice": replace(SOLVED, equilibria=SOLVED.equilibria + SOLVED.equilibria[:1]),
    "none exist": replace(SOLVED, coverage=Coverage.NONE_EXIST),
    "none exist, and none listed": replace(SOLVED, equilibria=(), coverage=Coverage.NONE_EXIST),
    "all of none": replace(SOLVED, equilibria=()),
    "stopped early, yet all": replace(SOLVED, termination=Termination(Reason.DEADLINE)),
    "cancelled, yet none": replace(SOLUTIONS[2], termination=Termination(Reason.CANCELLED)),
    "concept": replace(SOLVED, concept="pure_nash"),
    "concept for another kind of game": replace(SOLVED, concept="subgame_perfect"),
    "concept for another kind of game, none listed": replace(
        SOLVED, equilibria=(), coverage=Coverage.SOME, concept="subgame_perfect"
    ),
    "one-shot concept for a repeated game": replace(SOLUTIONS[4], concept="nash"),
    "game": replace(SOLVED, game=PENNIES),
    "repeated game": replace(SOLUTIONS[4], game=REPEATED.at("1/9")),
}


@pytest.mark.parametrize("change", TAMPERED)
def test_what_was_changed_is_refused(change):
    with pytest.raises(pg.CertificateError):
        TAMPERED[change].verify()


def test_an_unknown_concept_is_refused():
    with pytest.raises(pg.UnsupportedError):
        replace(SOLVED, concept="nahs").verify()


def test_what_verify_cannot_recheck_it_says():
    assert SOLVED.verify() == ()
    (note,) = replace(
        SOLVED, proof=None, components=tuple(replace(one, index=None) for one in SOLVED.components)
    ).verify()
    assert "complete" in note
    assert pg.solve(SAME, max_equilibria=1).verify() == ()


@pytest.mark.parametrize("missing", range(len(SOLVED.equilibria)))
def test_a_list_without_one_equilibrium_is_refused(missing):
    kept = SOLVED.equilibria[:missing] + SOLVED.equilibria[missing + 1 :]
    with pytest.raises(pg.CertificateError):
        replace(SOLVED, equilibria=kept).verify()


@pytest.mark.parametrize("player", [0, 1])
def test_a_proof_without_one_basis_is_refused_even_if_it_is_counted_and_digested(player):
    labels = sum(SAME.shape)
    whole = SOLVED.proof.cobases(labels)
    for missing in whole[player]:
        kept = [[one for one in bases if one != missing or index != player] for index, bases in enumerate(whole)]
        with pytest.raises(pg.CertificateError):
            replace(SOLVED, proof=BasesProof.of((kept[0], kept[1]), labels)).verify()


@given(st.data())
def test_no_profile_but_an_equilibrium_passes(data):
    profile = data.draw(profiles_of(SAME))
    forged = Certificate("nash", SAME.digest, profile, Kind.EXACT, None)
    answer = replace(SOLVED.equilibria[0], certificate=forged, exact_payoffs=SAME.payoffs_of(profile))
    if certify(SAME, profile) != forged:
        with pytest.raises(pg.CertificateError):
            replace(SOLVED, equilibria=(answer,)).verify()


def changed(*path, to):
    """A saved solution with one field changed."""
    data = json.loads(json.dumps(SOLVED.to_dict()))
    part = data
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = to
    return data


JSON_CHANGES = [
    changed("game", "payoffs", 0, 0, 0, to="9/1"),
    changed("game", "players", 0, to="C"),
    changed("digest", to="0" * 64),
    changed("digest", to=None),
    changed("equilibria", 0, "candidate", "profile", 0, to=["1/7", "6/7"]),
    changed("equilibria", 0, "candidate", "profile", 0, to=["1/2", "1/3"]),
    changed("equilibria", 0, "candidate", "profile", 0, to=["2/1", "-1/1"]),
    changed("equilibria", 0, "candidate", "profile", to=[]),
    changed("equilibria", 0, "payoffs", 0, to="9/1"),
    changed("equilibria", 0, "payoffs", to=[]),
    changed("equilibria", 0, "certificate", "slack", to="9/1"),
    changed("equilibria", 0, "certificate", "slack", to=None),
    changed("equilibria", 0, "certificate", "kind", to="bound"),
    changed("equilibria", 0, "certificate", "concept", to="pure_nash"),
    changed("equilibria", 0, "certificate", "game", to="0" * 64),
    changed("equilibria", 1, to=SOLVED.to_dict()["equilibria"][0]),
    changed("equilibria", to=[]),
    changed("coverage", to="NONE_EXIST"),
    changed("termination", "reason", to="DEADLINE"),
    changed("concept", to="pure_nash"),
    changed("concept", to="subgame_perfect"),
    changed("concept", to="nahs"),
]


@pytest.mark.parametrize("data", JSON_CHANGES, ids=range(len(JSON_CHANGES)))
def test_changed_files_are_refused_when_read_or_verified(data):
    with pytest.raises((pg.CertificateError, pg.UnsupportedError)):
        pg.Solution.from_dict(data).verify()


def places(data, path=()):
    """Every place in nested plain data."""
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from places(value, (*path, key))


JUNK = [None, 7, -1, True, "x", "1/0", 0.5, float("nan"), [], {}, [[]], {"a": 1}, "9" * 5000]
PLACES = {
    index: [path for path in places(json.loads(json.dumps(SOLUTIONS[index].to_dict()))) if path] for index in (0, 4)
}


@given(
    st.sampled_from([0, 4]).flatmap(lambda i: st.tuples(st.just(i), st.sampled_from(PLACES[i]))),
    st.sampled_from(JUNK),
    st.booleans(),
)
def test_junk_anywhere_in_a_file_gives_a_typed_error_or_a_valid_solution(place, junk, remove):
    index, path = place
    data = json.loads(json.dumps(SOLUTIONS[index].to_dict()))
    part = data
    for key in path[:-1]:
        part = part[key]
    if remove:
        del part[path[-1]]
    else:
        part[path[-1]] = copy.deepcopy(junk)
    try:
        pg.Solution.from_dict(data).verify()
    except pg.PolicyGamesError:
        return
    unchanged = data == json.loads(json.dumps(SOLUTIONS[index].to_dict()))
    assert unchanged or path[0] in (
        "warnings",
        "method",
        "termination",
        "game",
        "coverage",
        "digest",
        "policygames",
        "equilibria",
    )


BAD_FILES = [
    (b"{", "1:2"),
    (b"", "1:1"),
    (b"\xff\xfe", "BAD_RESULT"),
    (b'{"a": 1, "a": 2}', "given twice"),
    (b"[" * 100_000, "BAD_RESULT"),
    (b"9" * 5000, "no saved solution"),
    (b"[]", "no saved solution"),
    (b"null", "no saved solution"),
    (b'{"policygames": 99, "kind": "solution"}', "format 1"),
    (b'{"policygames": 1, "kind": "surprise"}', "no saved solution"),
    (b'{"policygames": 1, "kind": "threshold"}', "missing"),
    (b'{"policygames": 1, "kind": "solution"}', "game"),
]


@pytest.mark.parametrize(("content", "message"), BAD_FILES, ids=range(len(BAD_FILES)))
def test_bad_files_are_refused_in_words(content, message, tmp_path):
    file = tmp_path / "bad.json"
    file.write_bytes(content)
    with pytest.raises(pg.GameError) as refusal:
        pg.read(file)
    assert message in f"{refusal.value} {refusal.value.reason}"


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for file in (tmp_path / "none.json", tmp_path):
        with pytest.raises(pg.GameError) as refusal:
            pg.read(file)
        assert (refusal.value.reason, refusal.value.path) == ("NO_FILE", str(file))


def test_decimals_in_a_file_are_read_exactly(tmp_path):
    file = tmp_path / "game.json"
    file.write_text('{"payoffs": [[[0.1]], [[1]]]}', encoding="utf-8")
    assert pg.NormalFormGame(read_json(file)["payoffs"]).payoff(0, (0, 0)) == Fraction(1, 10)


def test_an_equilibrium_shows_floats_and_exact_numbers():
    mixed = next(one for one in SOLVED.equilibria if all(map(all, one.exact)))
    assert mixed.exact == ((Fraction(1, 3), Fraction(2, 3)), (Fraction(1, 7), Fraction(6, 7)))
    assert [strategy.tolist() for strategy in mixed.profile] == [[1 / 3, 2 / 3], [1 / 7, 6 / 7]]
    assert mixed.payoffs.dtype == np.float64
    assert mixed.exact_payoffs == (Fraction(2, 7), Fraction(2, 3))
    assert mixed.strategy is None


def test_an_automaton_is_no_profile():
    first = SOLUTIONS[4].equilibria[0]
    assert (first.exact, first.profile) == (None, None)
    assert first.strategy.start == "path"


def test_a_frame_has_a_row_per_action_that_is_played():
    frame = SOLVED.to_frame()
    assert list(frame.columns) == ["equilibrium", "state", "player", "action", "probability", "payoff"]
    assert len(frame) == 2 + 2 + 4
    assert set(frame["player"]) == {"A", "B"}
    assert set(SOLUTIONS[4].to_frame()["state"]) == {"path", "punish 0", "punish 1"}
