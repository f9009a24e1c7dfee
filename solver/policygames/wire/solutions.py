"""Equilibria and solutions as messages and back; the reader brings the game, and answers about another are refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policygames.certificates import Coverage, Reason, Termination
from policygames.errors import CertificateError, GameError
from policygames.games import Game
from policygames.results import Component, Equilibrium, PayoffSet, Solution
from policygames.results.extreme_equilibria import extreme_equilibria
from policygames.v1 import solutions_pb2 as pb
from policygames.wire.certificates import certificate_message, read_certificate
from policygames.wire.completeness import components_message, proof_message, read_components, read_proof
from policygames.wire.enums import enum_value, read_enum
from policygames.wire.numbers import number_texts, read_numbers
from policygames.wire.payoff_sets import payoff_set_message, read_payoff_set


def equilibrium_message(equilibrium: Equilibrium) -> pb.Equilibrium:
    certificate = certificate_message(equilibrium.certificate)
    return pb.Equilibrium(certificate=certificate, payoffs=number_texts(equilibrium.exact_payoffs))


def read_equilibrium(message: pb.Equilibrium, game: Game, path: str = "equilibrium") -> Equilibrium:
    """The equilibrium of a message about `game`.

    Raises GameError, its path under `path`, for anything that is none, and CertificateError where the certificate is
    another game's.
    """
    certificate = read_certificate(message.certificate, f"{path}.certificate")
    check_digest(certificate.game, game, f"{path}.certificate.game_digest")
    payoffs = read_numbers(message.payoffs, f"{path}.payoffs")
    if len(payoffs) != len(game.players):
        text = f"{len(payoffs)} payoffs for {len(game.players)} players"
        raise GameError(text, reason="SHAPE_DATA_MISMATCH", path=f"{path}.payoffs")
    return Equilibrium(game, certificate, payoffs)


def solution_message(solution: Solution) -> pb.Solution:
    """The message of a whole solution."""
    message = conclusion_message(solution)
    if solution.payoff_set is None:  # else they are made from it
        message.equilibria.extend(equilibrium_message(equilibrium) for equilibrium in solution.equilibria)
    return message


def conclusion_message(solution: Solution) -> pb.Solution:
    """The message of all that a solution says besides its equilibria, as a stream ends."""
    reason = enum_value(solution.termination.reason, pb.TerminationReason, "TERMINATION_REASON")
    return pb.Solution(
        game_digest=solution.game.digest,
        concept=solution.concept,
        method=solution.method,
        coverage=enum_value(solution.coverage, pb.Coverage, "COVERAGE"),
        termination=pb.Termination(reason=reason, detail=solution.termination.detail),
        warnings=solution.warnings,
        components=components_message(solution.components),
        proof=proof_message(solution.proof),
        payoff_set=payoff_set_message(solution.payoff_set),
    )


def read_solution(message: pb.Solution, game: Game, streamed: Iterable[Equilibrium] = ()) -> Solution:
    """The solution of a message about `game`, after the equilibria that were `streamed` before it.

    Nothing is believed until `Solution.verify` has passed. Raises GameError, its path under `solution.`, for anything
    that is none, and CertificateError where it is another game's.
    """
    check_digest(message.game_digest, game, "solution.game_digest")
    listed = (*streamed, *_read_equilibria(message, game))
    payoff_set = _read_payoff_set(message, game)
    return Solution(
        game=game,
        concept=message.concept,
        method=message.method,
        equilibria=listed if payoff_set is None else extreme_equilibria(payoff_set),
        coverage=read_enum(message.coverage, Coverage, pb.Coverage, "COVERAGE", "solution.coverage"),
        termination=_read_termination(message.termination),
        components=_read_components(message, len(listed)),
        payoff_set=payoff_set,
        warnings=tuple(message.warnings),
        proof=read_proof(message.proof, "solution.proof") if message.HasField("proof") else None,
    )


def _read_equilibria(message: pb.Solution, game: Game) -> Iterator[Equilibrium]:
    for index, one in enumerate(message.equilibria):
        yield read_equilibrium(one, game, f"solution.equilibria[{index}]")


def _read_components(message: pb.Solution, listed: int) -> tuple[Component, ...] | None:
    return read_components(message.components, listed, "solution") if message.HasField("components") else None


def _read_payoff_set(message: pb.Solution, game: Game) -> PayoffSet | None:
    if not message.HasField("payoff_set"):
        return None
    return read_payoff_set(message.payoff_set, game, message.concept, "solution.payoff_set")


def _read_termination(message: pb.Termination) -> Termination:
    path = "solution.termination.reason"
    reason = read_enum(message.reason, Reason, pb.TerminationReason, "TERMINATION_REASON", path)
    return Termination(reason, message.detail)


def check_digest(digest: str, game: Game, path: str) -> None:
    """Raises CertificateError unless `digest` is that of `game`."""
    if digest != game.digest:
        message = f"this is about the game with digest {digest!r}; the game at hand has {game.digest!r}"
        raise CertificateError(message, reason="ANOTHER_GAME", path=path)
