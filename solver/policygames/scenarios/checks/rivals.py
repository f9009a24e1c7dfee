"""Whether an action pays more than any other whatever the others do."""

from __future__ import annotations

from policygames.games import PureProfile, SymmetricGame
from policygames.numerics.compositions import compositions
from policygames.scenarios.cases import Case, number
from policygames.scenarios.checks.answers import group, seat


def player_action(case: Case, player_id: str, action_id: str) -> tuple[str, str]:
    """The names of a player and one of its actions."""
    player = next(one for one in case.document.players if one.id == player_id)
    return player.name, next(one.name for one in player.actions if one.id == action_id)


def rival(case: Case, player_id: str, action_id: str) -> str:
    """The first profile at which another action pays at least as much, in words; empty where there is none."""
    if isinstance(case.stage, SymmetricGame):
        return _rival_alike(case, case.stage, action_id)
    player = seat(case, player_id)
    action = case.action(player, action_id)
    for profile in case.profiles():
        played = (*profile[:player], action, *profile[player + 1 :])
        if profile[player] != action and case.game.payoff(player, profile) >= case.game.payoff(player, played):
            return _compared(case, player, profile, played)
    return ""


def _compared(case: Case, player: int, profile: PureProfile, played: PureProfile) -> str:
    gets = [f"{number(case.game.payoff(player, one))} at {case.words(one)}" for one in (profile, played)]
    return f"{case.game.players[player]} gets {', '.join(gets)}"


def _rival_alike(case: Case, game: SymmetricGame, action_id: str) -> str:
    own = group(case)
    mine = case.action(0, action_id)
    width = game.shape[0]
    payoffs = game.payoffs_by_counts(0)
    others = compositions(game.sizes[0] - 1, width).tolist()
    for action in (one for one in range(width) if one != mine):
        for place, counts in enumerate(others):
            pair = [payoffs[one * len(others) + place] for one in (action, mine)]
            if pair[0] >= pair[1]:
                met = ", ".join(f"{count} {one.name}" for count, one in zip(counts, own.actions, strict=True) if count)
                gets = f"{number(pair[0])} by {own.actions[action].name}, {number(pair[1])} by {own.actions[mine].name}"
                return f"where of the others {met}, {own.name} gets {gets}"
    return ""
