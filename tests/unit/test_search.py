"""The loop, proven once with methods written for it: what it certifies, drops, claims, and why it ends."""

from dataclasses import replace
from fractions import Fraction
from itertools import count, product
from threading import Event

import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames import registry
from policygames.budget import Budget
from policygames.certificates import Claim, Coverage, ProfileGraph, Reason, Refusal
from policygames.games.profile_block import ProfileBlock
from policygames.methods.vertex_enumeration import METHOD
from policygames.search import chosen_method, stream
from policygames.search.loop import _Search
from strategies import NEEDED_OPTIONS, games, zero_sum_games

ONE, ZERO, HALF = Fraction(1), Fraction(0), Fraction(1, 2)
SAME = pg.NormalFormGame.from_bimatrix([[1, 0], [0, 1]], [[1, 0], [0, 1]])
PENNIES = pg.NormalFormGame.from_bimatrix([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
FIRST, SECOND, MIXED = ((ONE, ZERO), (ONE, ZERO)), ((ZERO, ONE), (ZERO, ONE)), ((HALF, HALF), (HALF, HALF))
WRONG = ((ONE, ZERO), (ZERO, ONE))
NASH = registry.concept("nash")


def clock(start=0):
    """A clock that moves on by a second each time it is read."""
    return count(start).__next__


def searched(propose, budget=None, concept=NASH, game=SAME):
    """The solution of the loop over the proposals of `propose`, and what it streamed before."""
    method = registry.Method("test", concept.id, "none", lambda game: "", lambda game, budget, **options: propose())
    streamed, solution = drained(_Search(game, concept, method, budget or Budget(), {}).run())
    assert tuple(answer.equilibrium for answer in streamed) == solution.equilibria
    return solution


def drained(search):
    """What a search streams, and the solution at its end."""
    streamed = []
    while True:
        try:
            streamed.append(next(search))
        except StopIteration as end:
            return streamed, end.value


def proposing(*candidates, claim=Coverage.SOME, warnings=()):
    """A method that proposes these and makes this claim."""

    def propose():
        yield from candidates
        return Claim(claim, warnings=warnings)

    return propose


def endless():
    """A method that never ends, and finds something at first."""
    yield from (FIRST, None, SECOND)
    while True:
        yield None


def interrupted():
    """A method during which somebody presses Ctrl-C."""
    yield FIRST
    raise KeyboardInterrupt


def candidates(solution):
    return [equilibrium.exact for equilibrium in solution.equilibria]


def test_what_is_certified_is_kept_in_order_and_once():
    solution = searched(proposing(FIRST, None, WRONG, SECOND, FIRST, MIXED, SECOND, claim=Coverage.ALL))
    assert candidates(solution) == [FIRST, SECOND, MIXED]
    assert (solution.coverage, solution.termination.reason) == (Coverage.ALL, Reason.COMPLETED)
    assert solution.verify()


def test_a_block_is_certified_profile_by_profile_and_what_it_repeats_is_dropped():
    pure = [(1, 0), (0, 1)]
    block = ProfileBlock((pure, [*pure, (1, 1)]), [(0, 0), (0, 1), (1, 1), (0, 0), (0, 2)])
    again = ProfileBlock((pure, pure), [(1, 1)])
    mixed = ProfileBlock(([(1, 1)], [(1, 1)]), [(0, 0)])
    solution = searched(proposing(block, None, again, mixed, claim=Coverage.ALL))
    assert candidates(solution) == [FIRST, SECOND, MIXED]
    assert solution.coverage is Coverage.ALL
    assert solution.verify()


def test_a_limit_holds_inside_a_block():
    pure = [(1, 0), (0, 1)]
    block = ProfileBlock((pure, pure), [(0, 0), (1, 1)])
    solution = searched(proposing(block, claim=Coverage.ALL), Budget(max_equilibria=1))
    assert candidates(solution) == [FIRST]
    assert (solution.coverage, solution.termination.reason) == (Coverage.SOME, Reason.LIMIT)


def test_a_concept_that_certifies_no_blocks_is_not_given_one():
    block = ProfileBlock(([(1, 0)], [(1, 0)]), [(0, 0)])
    with pytest.raises(TypeError, match="certifies no blocks"):
        searched(proposing(block), concept=replace(NASH, certify_many=None))


@pytest.mark.parametrize(
    "graph",
    [
        ProfileGraph([(0, 0)], ([(1, 0)], [(1, 0)]), {0: 1}),
        ProfileGraph([(0, 0), (0, 1), (1, 1)], ([(1, 0), (1, 1)], [(1, 0), (1, 1)]), {0: 1}),
        ProfileGraph([(0, 0), (1, 1), (2, 2)], ([(1, 0)] * 3, [(1, 0)] * 3), {0: 1, 1: 1}),
    ],
    ids=["too few", "strategies shared", "indices that sum to 2"],
)
def test_a_graph_of_other_profiles_is_not_believed(graph):
    def propose():
        yield from (FIRST, SECOND, MIXED)
        return replace(usual, graph=graph)

    usual = drained(METHOD.propose(SAME, Budget()))[1]
    solution = searched(propose)
    assert [one.equilibria for one in solution.components] == [(0,), (1,), (2,)]
    assert sorted(one.index for one in solution.components) == [-1, 1, 1]
    assert solution.verify() == ()


@pytest.mark.parametrize("wrong", [WRONG, "nonsense", (), ((ONE,), (ONE,)), 3])
def test_what_is_refused_is_dropped_and_costs_no_claim(wrong):
    solution = searched(proposing(wrong, FIRST, claim=Coverage.ALL))
    assert candidates(solution) == [FIRST]
    assert solution.coverage is Coverage.ALL


def test_what_is_undecided_costs_the_claim_and_earns_a_warning():
    def doubtful(game, candidate):
        return Refusal("too close to call", undecided=True) if candidate == SECOND else NASH.certify(game, candidate)

    solution = searched(proposing(FIRST, SECOND, claim=Coverage.ALL), concept=replace(NASH, certify=doubtful))
    assert (candidates(solution), solution.coverage) == ([FIRST], Coverage.SOME)
    assert any("too close to call" in text for text in solution.warnings)


def test_a_claim_to_all_of_nothing_is_a_broken_one_where_an_equilibrium_always_exists():
    solution = searched(proposing(WRONG, claim=Coverage.ALL))
    assert (solution.equilibria, solution.coverage) == ((), Coverage.SOME)
    assert any("internal error" in text for text in solution.warnings)
    solution.verify()


def test_a_claim_to_all_of_nothing_excludes_every_possibility_elsewhere():
    solution = searched(proposing(WRONG, claim=Coverage.ALL), concept=registry.concept("pure_nash"), game=PENNIES)
    assert solution.coverage is Coverage.NONE_EXIST
    solution.verify()


@pytest.mark.parametrize("concept", ["nash", "pure_nash"])
@pytest.mark.parametrize("proposals", [(), (FIRST,)])
def test_a_claim_that_there_is_none_never_stands_beside_an_equilibrium(concept, proposals):
    game = SAME if proposals else PENNIES
    solution = searched(proposing(*proposals, claim=Coverage.NONE_EXIST), concept=registry.concept(concept), game=game)
    wanted = Coverage.NONE_EXIST if concept == "pure_nash" and not proposals else Coverage.SOME
    assert solution.coverage is wanted
    assert wanted is Coverage.NONE_EXIST or any("internal error" in text for text in solution.warnings)
    solution.verify()


def test_warnings_of_the_method_and_the_concept_reach_the_solution():
    solution = searched(proposing(FIRST, warnings=("mind the gap",)))
    assert {"mind the gap", *NASH.not_computed} <= set(solution.warnings)


@pytest.mark.parametrize("seconds", range(9))
def test_any_deadline_ends_an_endless_method_with_what_was_found(seconds):
    solution = searched(endless, Budget(expires=seconds, clock=clock()))
    assert (solution.coverage, solution.termination.reason) == (Coverage.SOME, Reason.DEADLINE)
    assert candidates(solution) == [FIRST, SECOND][: len(solution.equilibria)]
    solution.verify()


@pytest.mark.parametrize("maximum", [1, 2])
def test_a_limit_ends_the_search_once_it_is_reached(maximum):
    solution = searched(endless, Budget(max_equilibria=maximum))
    assert (len(solution.equilibria), solution.termination.reason) == (maximum, Reason.LIMIT)
    assert solution.coverage is Coverage.SOME
    solution.verify()


def test_a_cancellation_before_the_start_gives_an_empty_solution():
    flag = Event()
    flag.set()
    solution = searched(endless, Budget(cancelled=flag))
    assert (solution.equilibria, solution.termination.reason) == ((), Reason.CANCELLED)
    solution.verify()


def test_a_cancellation_midway_keeps_what_was_found():
    flag = Event()

    def propose():
        yield FIRST
        flag.set()
        yield SECOND
        pytest.fail("the loop went on after the cancellation")

    solution = searched(propose, Budget(cancelled=flag))
    assert (candidates(solution), solution.termination.reason) == ([FIRST, SECOND], Reason.CANCELLED)


def test_the_keyboard_cancels_and_keeps_what_was_found():
    solution = searched(interrupted)
    assert (candidates(solution), solution.termination.reason) == ([FIRST], Reason.CANCELLED)
    assert solution.coverage is Coverage.SOME
    solution.verify()


def test_the_keyboard_during_a_certification_cancels_too():
    def slow(game, candidate):
        raise KeyboardInterrupt

    solution = searched(endless, concept=replace(NASH, certify=slow))
    assert (solution.equilibria, solution.termination.reason) == ((), Reason.CANCELLED)


def test_a_stopped_method_is_closed():
    closed = []

    def propose():
        try:
            yield from endless()
        finally:
            closed.append(True)

    searched(propose, Budget(max_equilibria=1))
    assert closed == [True]


def test_a_method_that_gives_up_after_the_deadline_ended_by_it():
    def propose():
        yield FIRST
        return Claim(Coverage.SOME)

    solution = searched(propose, Budget(expires=2, clock=clock()))
    assert solution.termination.reason is Reason.DEADLINE


def test_errors_of_a_method_are_not_hidden():
    def propose():
        yield FIRST
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        searched(propose)


def questions(game):
    """Every (game, concept, method) that can be asked of a game or of its repetition."""
    asked = [game, *([pg.RepeatedGame(game, "1/2")] if len(game.shape) == 2 else ())]  # sets of three take seconds
    pairs = [(one, concept) for one, concept in product(asked, registry.concepts()) if isinstance(one, concept.games)]
    return [
        (one, method) for one, concept in pairs for method in registry.methods(concept.id) if not method.accepts(one)
    ]


def solved(game, method, budget):
    """The solution of one method under a budget."""
    return drained(stream(game, method.concept, method.id, budget, NEEDED_OPTIONS.get(method.concept, {})))[1]


ANY = st.one_of(games(st.integers(2, 3), 2), zero_sum_games(2))


@settings(max_examples=12)
@given(ANY, st.integers(0, 12))
def test_any_deadline_gives_a_valid_solution_by_every_method(game, seconds):
    for asked, method in questions(game):
        whole = solved(asked, method, Budget())
        part = solved(asked, method, Budget(expires=seconds, clock=clock()))
        part.verify()
        if whole.payoff_set is None:  # the corners of a set on the way are others
            assert part.equilibria == whole.equilibria[: len(part.equilibria)]
        assert part.termination.reason in (Reason.DEADLINE, Reason.COMPLETED)
        assert part.termination.reason is Reason.COMPLETED or part.coverage is Coverage.SOME


class CancelledAt:
    """A flag that is set from the k-th time on that it is read."""

    def __init__(self, reads):
        self.left = reads

    def is_set(self):
        self.left -= 1
        return self.left < 0


@settings(max_examples=12)
@given(ANY, st.integers(0, 12))
def test_any_cancellation_gives_a_valid_solution_by_every_method(game, reads):
    for asked, method in questions(game):
        part = solved(asked, method, Budget(cancelled=CancelledAt(reads)))
        part.verify()
        assert part.termination.reason in (Reason.CANCELLED, Reason.COMPLETED)


@settings(max_examples=12)
@given(ANY, st.integers(1, 4))
def test_no_more_equilibria_come_back_than_were_asked_for(game, maximum):
    for asked, method in questions(game):
        whole, part = solved(asked, method, Budget()), solved(asked, method, Budget(max_equilibria=maximum))
        part.verify()
        if whole.payoff_set is not None:  # a set has no part
            continue
        assert part.equilibria == whole.equilibria[:maximum]
        assert (part.termination.reason is Reason.LIMIT) is (len(whole.equilibria) >= maximum)


def refused(error, **question):
    """The reason and path with which a question about SAME is refused."""
    with pytest.raises(error) as refusal:
        pg.solve(**({"game": SAME} | question))
    return refusal.value.reason, refusal.value.path


def test_unknown_names_are_refused():
    assert refused(pg.UnsupportedError, concept="nahs") == ("UNKNOWN_CONCEPT", "concept")
    assert refused(pg.UnsupportedError, method="lemke") == ("UNKNOWN_METHOD", "method")
    assert refused(pg.GameError, leader="player 0") == ("OPTION_RANGE", "options.leader")


def test_unsuited_questions_are_refused():
    assert refused(pg.UnsupportedError, concept="subgame_perfect") == ("CONCEPT_UNSUITED", "concept")
    assert refused(pg.UnsupportedError, concept="zero_sum") == ("METHOD_UNSUITED", "method")
    assert refused(pg.UnsupportedError, method="pure_enumeration") == ("METHOD_UNSUITED", "method")
    assert refused(pg.UnsupportedError, method="pure_screening") == ("METHOD_UNSUITED", "method")
    assert refused(pg.GameError, game=[[1]]) == ("MISSING_GAME", "game")


@pytest.mark.parametrize("deadline", [0, -1, float("nan"), float("inf"), True, "5", [1], 1j])
def test_a_bad_deadline_is_refused(deadline):
    assert refused(pg.GameError, deadline=deadline) == ("OPTION_RANGE", "deadline")


@pytest.mark.parametrize("maximum", [0, -1, 1.0, True, "5"])
def test_a_bad_limit_is_refused(maximum):
    assert refused(pg.GameError, max_equilibria=maximum) == ("OPTION_RANGE", "max_equilibria")


def test_the_method_of_lowest_rank_that_takes_the_game_is_chosen():
    three = pg.NormalFormGame([[[[0]]], [[[0]]], [[[0]]]])
    assert chosen_method(SAME, NASH, None).id == "vertex_enumeration"
    assert chosen_method(three, NASH, None).id == "support_enumeration"


def test_a_flag_that_is_set_cancels_solve():
    flag = Event()
    flag.set()
    assert pg.solve(SAME, cancelled=flag).termination.reason is Reason.CANCELLED
