"""Games solved one by one, without the bulk kernels: what batches are compared with."""

from policygames import registry
from policygames.budget import Budget
from policygames.games.profile_block import ProfileBlock
from policygames.results.columns import whole_numbers


def proposals(game, method="vertex_enumeration"):
    """What the method of the loop proposes for one game, as whole numbers; nothing of it is refused."""
    proposed = registry.method(method).propose(game, Budget())
    return sorted({whole for proposal in proposed if proposal is not None for whole in _spelled(proposal)})


def _spelled(proposal):
    """The profiles of a block, or the only one, as whole numbers."""
    if isinstance(proposal, ProfileBlock):
        return [first + second for first, second in map(proposal.key, proposal.pairs)]
    return [whole_numbers(proposal)]


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
