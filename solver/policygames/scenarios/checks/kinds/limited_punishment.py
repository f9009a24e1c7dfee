"""Punishing for some periods after a public alarm, or after a deviation, and then forgiving."""

from __future__ import annotations

from pydantic import Field

from policygames.analysis.automaton import automaton
from policygames.certificates import Certificate
from policygames.errors import UnsupportedError
from policygames.games import RepeatedGame
from policygames.results.strategy import Strategy
from policygames.scenarios.cases import Case, number
from policygames.scenarios.checks.answers import amount, played
from policygames.scenarios.checks.check import Check, Options, Verdict
from policygames.scenarios.checks.meanings import ByPlayer, Profile, SignalId
from policygames.scenarios.fields import Record, Truth, Whole, Words

MAX_PERIODS = 500
"""The longest punishment after an alarm that is written out, a state a period."""
PATH, FOR_EVER = "path", "punish for ever"


class LimitedPunishment(Record):
    """`path`, and after the signal `alarm`, or a deviation that is seen, `punishment` for so many `periods`.

    Without `periods` it lasts for ever. The strategy is an equilibrium at the file's discount factors, or none where
    `holds` is false; `value` is what it is worth to players, per period.
    """

    kind: Words
    path: Profile
    punishment: Profile
    alarm: SignalId = ""
    periods: Whole | None = None
    holds: Truth = True
    value: ByPlayer = Field(default_factory=dict)


def decide(case: Case, options: Options) -> Verdict:
    """By every one-shot deviation in every state, exactly."""
    repeated = played(case)
    strategy = _strategy(case, repeated, options)
    verdict = strategy.check(repeated.discount)
    stands = isinstance(verdict, Certificate)
    worth = strategy.exact_payoffs(repeated.discount)
    claimed = {case.player(name): amount(case, text) for name, text in options["value"].items()}
    wrong = [player for player, value in claimed.items() if worth[player] != value]
    words = "nobody gains by one deviation in any state" if stands else f"it is no equilibrium: {_reason(verdict)}"
    told = ", ".join(f"{name} gets {number(value)}" for name, value in zip(repeated.players, worth, strict=True))
    return Verdict(stands is options["holds"] and not wrong, f"{words}; {told} per period")


def _reason(verdict: object) -> str:
    return str(getattr(verdict, "reason", ""))


def _strategy(case: Case, repeated: RepeatedGame, options: Options) -> Strategy:
    names = [
        tuple(case.game.actions[player][action] for player, action in enumerate(case.profile(options[key])))
        for key in ("path", "punishment")
    ]
    if not options["alarm"]:
        return _after_deviations(repeated, names[0], names[1], options["periods"])
    length = options["periods"]
    if length is not None and length > MAX_PERIODS:
        message = f"{length} periods; allowed: up to {MAX_PERIODS}, or for ever"
        raise UnsupportedError(message, reason="UNSUPPORTED_PERIODS", path="periods")
    states = [FOR_EVER] if length is None else [f"punish, {left} left" for left in range(length, 0, -1)]
    after = dict(zip(states, [*states[1:], PATH if length else FOR_EVER], strict=True))
    play = {PATH: names[0], **dict.fromkeys(states, names[1])}

    def move(state: str, signal: str) -> str:
        return after.get(state) or (states[0] if states and signal == options["alarm"] else PATH)

    return automaton(game=repeated, start=PATH, play=play, moves=move)


def _after_deviations(
    repeated: RepeatedGame, path: tuple[str, ...], punishment: tuple[str, ...], periods: int | None
) -> Strategy:
    if periods is None:
        return automaton("nash_reversion", repeated, path=path, punishment=punishment)
    return automaton("limited_punishment", repeated, path=path, periods=periods, punishment=punishment)


CHECK = Check("limited_punishment", LimitedPunishment, decide)
