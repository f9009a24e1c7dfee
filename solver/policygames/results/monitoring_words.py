"""How well deviations have to be detected, in words."""

from __future__ import annotations

from fractions import Fraction

from policygames.games.interventions.alarms import Need, greatest_rate
from policygames.games.profiles import pure_as_mixed
from policygames.results.monitoring_intervention import HARSHER, MonitoringIntervention
from policygames.results.wording import number, profile_words, ratio


def explain_monitoring(found: MonitoringIntervention) -> str:
    """The rates that will do, what follows an alarm, and what is proven, in a paragraph."""
    question = found.question
    path = profile_words(question.stage_game, pure_as_mixed(question.path, question.stage_game.shape))
    after = profile_words(question.stage_game, question.punishment)
    start = f"{path}, period after period until an alarm rings, and from then on {after}"
    if found.cost is None:
        return f"{start}: no rate of detection sustains this. {_why_never(found)}"
    false = f"Without a deviation it rings with probability {ratio(question.false_alarms)}."
    told = [f"{start}: this is an equilibrium {_rates(found.cost, found.ceiling)}."]
    told += [false] if question.false_alarms else []
    return " ".join([*told, *_why_no_less(found), *_why_no_more(found)])


def _rates(least: Fraction, most: Fraction | None) -> str:
    """For which rates it is one: all from the least on, or up to the most."""
    rings = "a deviation sets off the alarm with probability"
    if not least:
        return "without any detection" + ("" if most is None else f", and as long as {rings} at most {ratio(most)}")
    if most == least:
        return f"just where {rings} {ratio(least)}"
    return f"once {rings} {ratio(least)}" + ("" if most is None else f", and up to {ratio(most)}")


def _why_no_less(found: MonitoringIntervention) -> list[str]:
    need = found.least
    if need is None:
        return []
    player = found.question.stage_game.players[need.player]
    return [
        f"Nothing less does: {_gain(found, need)}, and an alarm costs {player} {number(need.loss)}; at a lower rate "
        f"the gain is more than the loss on average. Note: {HARSHER}."
    ]


def _why_no_more(found: MonitoringIntervention) -> list[str]:
    most, lure = greatest_rate(found.question)
    if lure is None:
        return []
    return [f"With this punishment nothing more does: {_lured(found, lure)} at a rate above {ratio(most)}."]


def _gain(found: MonitoringIntervention, need: Need) -> str:
    stage = found.question.stage_game
    player, action = stage.players[need.player], stage.actions[need.player][need.action]
    return f"{player} gains {number(need.gain)} per period by playing “{action}”"


def _lured(found: MonitoringIntervention, need: Need) -> str:
    """That somebody would set off the alarm on purpose."""
    stage = found.question.stage_game
    player, action = stage.players[need.player], stage.actions[need.player][need.action]
    loses = f"loses only {number(-need.gain)} per period" if need.gain else "loses nothing"
    worth = f"an alarm is worth {number(-need.loss)} to {player}, who {loses} by playing “{action}”"
    return f"{worth} and would set it off on purpose"


def _why_never(found: MonitoringIntervention) -> str:
    need = found.least
    if need is None:
        return ""
    player = found.question.stage_game.players[need.player]
    if need.gain <= 0:
        lured = f"{_lured(found, need)} at a rate above {ratio(need.most or Fraction(0))}"
        return f"{lured[:1].upper()}{lured[1:]}; {_why_not_below(found)}."
    if need.loss < 0:
        return f"{_gain(found, need)}, and an alarm is no threat: it is worth {number(-need.loss)} to {player}."
    if not need.loss:
        return f"{_gain(found, need)}, and an alarm costs {player} nothing."
    cost = f"the {number(need.loss)} that an alarm costs {player}"
    return f"{_gain(found, need)}, more than {cost}, however surely it rings."


def _why_not_below(found: MonitoringIntervention) -> str:
    """Why a rate so low that nobody seeks the alarm does not do either."""
    question = found.question
    hardest = max(question.needs(), key=lambda one: one.least or Fraction(0))
    rate = hardest.least or Fraction(0)
    if rate <= question.false_alarms:
        return f"it rings with probability {ratio(question.false_alarms)} without a deviation already"
    player = question.stage_game.players[hardest.player]
    rare = f"an alarm, which costs {player} {number(hardest.loss)}, rings too rarely"
    return f"below {ratio(rate)} {_gain(found, hardest)}, and {rare}"
