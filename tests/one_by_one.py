"""Games solved one by one, without the bulk kernels: what batches are compared with."""

from policygames import registry
from policygames.batch.proposals import whole_numbers
from policygames.budget import Budget


def proposals(game, method="vertex_enumeration"):
    """What the method of the loop proposes for one game, as whole numbers; nothing of it is refused."""
    proposed = registry.method(method).propose(game, Budget())
    return sorted({whole_numbers(profile) for profile in proposed if profile is not None})


def rows_of(solutions, game):
    """The rows of one game in the columns, sorted."""
    start, stop = solutions.offsets[game : game + 2]
    return sorted(
        tuple(int(whole) for part in solutions.numerators for whole in part[row]) for row in range(start, stop)
    )


def assert_same(solutions):
    """Every game of the batch has the equilibria that the loop's method proposes, and the list is proven complete."""
    assert (solutions.coverage == "ALL").all()
    for index, game in enumerate(solutions.games):
        assert rows_of(solutions, index) == proposals(game), game.payoffs.tolist()
