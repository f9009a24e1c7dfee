"""Words for the least patience under the harshest credible punishments."""

from __future__ import annotations

from policygames.games.profiles import pure_as_mixed
from policygames.results.optimal_threshold import OptimalThreshold
from policygames.results.path_threshold import PathThreshold
from policygames.results.wording import listed, number, profile_words, ratio


def explain_optimal_threshold(threshold: OptimalThreshold) -> str:
    """The least patience, each player's own, the weak link, why nothing less does, what is proven."""
    game = threshold.stage_game
    path = f"{profile_words(game, pure_as_mixed(threshold.path, game.shape))} for ever"
    if threshold.value is None:
        return f"No patience sustains this: {path}, however deviations are answered. {_why(threshold)}"
    answered = "every deviation being answered as harshly as any equilibrium allows"
    return f"{_needed(threshold)}: {path}, {answered}. {_own_needs(threshold)}{_why(threshold)} {_proven(threshold)}"


def explain_path_threshold(threshold: PathThreshold) -> str:
    """The path, the least patience or all that does, who deviates below it, what is proven."""
    game = threshold.stage_game
    plays = [profile_words(game, pure_as_mixed(profile, game.shape)) for profile in threshold.path]
    path = f"in turn, over and over, {'; then '.join(plays)}"
    answered = (
        "reversion to the worst stage equilibrium" if threshold.punishment == "grim" else "the harshest equilibria"
    )
    if threshold.value is None:
        return f"No patience sustains this: {path}, deviations being answered by {answered}."
    words = [f"{_least_of_path(threshold)}: {path}, deviations being answered by {answered}."]
    if threshold.least is not None:
        deviation = threshold.least
        name, action = game.players[deviation.player], game.actions[deviation.player][deviation.action]
        words.append(f"With a little less, {name} gains by “{action}” in {deviation.state} of the path.")
    return " ".join([*words, "Proven: there no deviation in any state pays, checked exactly."])


def _least_of_path(threshold: PathThreshold) -> str:
    if threshold.discounts is not None:
        parts = listed([str(one) for one in threshold.discounts])
        return f"This holds exactly when the discount factor lies in {parts}"
    if threshold.exact is not None:
        return f"The least discount factor at which this holds is {ratio(threshold.exact)}"
    low, high = threshold.interval or (0, 0)
    return f"The least discount factor at which this holds is above {float(low):.13g} and at most {float(high):.13g}"


def _needed(threshold: OptimalThreshold) -> str:
    if threshold.exact is not None:
        return f"This holds exactly when the discount factor is at least {ratio(threshold.exact)}"
    low, high = threshold.interval or (0, 0)
    return f"This holds from a discount factor that is above {float(low):.13g} and at most {float(high):.13g}"


def _own_needs(threshold: OptimalThreshold) -> str:
    players = zip(threshold.stage_game.players, threshold.by_player, strict=True)
    needs = [f"{name} needs {ratio(own)}" for name, own in players if own is not None]
    return f"{listed(needs)}. " if needs else ""


def _why(threshold: OptimalThreshold) -> str:
    least = threshold.least
    if least is None:
        return _NO_PATIENCE if threshold.exact == 0 else _NO_EQUILIBRIUM[threshold.value is None]
    game, deviation = threshold.stage_game, least.deviation
    name, action = game.players[deviation.player], game.actions[deviation.player][deviation.action]
    floor = game.payoff(deviation.player, threshold.path) - least.loss
    after = f"and then loses at most {number(least.loss)} in each period" if least.loss > 0 else "and need lose nothing"
    when = "however patient all are," if threshold.value is None else "at less patience"
    held = f"{when} no equilibrium holds {name} below {number(floor)}"
    return f"{name} is the weak link: “{action}” gains {number(deviation.gain)} once, {after}: {held}."


_NO_EQUILIBRIUM = (
    "With less there is no equilibrium in pure actions at all.",
    "There is no equilibrium in pure actions at all, however patient all are.",
)
_NO_PATIENCE = "Nobody gains by deviating even once, so no patience is needed."


def _proven(threshold: OptimalThreshold) -> str:
    end = "at that value" if threshold.exact is not None else "at the high end"
    return f"Proven: {end} a strategy that plays this leaves no deviation in any state that pays, checked exactly."
