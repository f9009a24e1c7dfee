"""What is played for: a matrix for two players, a list of profiles for more, counts for players who are alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

from policygames.games import BayesianGame, NormalFormGame, SymmetricGame
from policygames.games.profiles import PureProfile
from policygames.numerics.best_responses import pure_equilibria
from policygames.numerics.compositions import compositions
from policygames.report.content import Block, Picture, Said, Table
from policygames.results.wording import number, ratio
from policygames.scenarios import Scenario
from policygames.scenarios.pictures import picture
from policygames.studies.reporting.ledger import Ledger

MOST_CELLS, MOST_LINES = 64, 40
"""The most cells of a matrix, and lines of a list, that are shown; the data file holds all."""
STABLE = "●"


def payoff_blocks(scenario: Scenario, ledger: Ledger) -> tuple[Block, ...]:
    """Tables of all payoffs, or of the first ones where they are many, and a picture where one helps."""
    stage = scenario.stage_game()
    unit = f" ({scenario.unit})" if scenario.unit else ""
    for one in scenario.document.players:
        ledger.counted(f"actions of {one.name}", len(one.actions))
    blocks: list[Block] = [Said(_played(scenario), ("scenario", "counts"))]
    if isinstance(stage, BayesianGame):
        likely = _likely(stage, ledger)
        for place, (types, chance) in enumerate(stage.possible):
            names = ", ".join(stage.name_of(agent) for agent in enumerate(types))
            caption = f"Payoffs{unit} with probability {ratio(chance)}: {names}"
            told = _table(stage.game_at(types), f"payoffs-{place + 1}", caption, ledger)
            blocks += [replace(one, evidence=(*one.evidence, likely)) for one in told]
    else:
        blocks += _table(stage, "payoffs", f"Payoffs{unit}", ledger)
    return (*blocks, *_picture(scenario, ledger))


def _likely(game: BayesianGame, ledger: Ledger) -> str:
    """Enters how likely each combination of types is, and gives the id."""
    rows = ([*(game.name_of(agent) for agent in enumerate(types)), chance] for types, chance in game.possible)
    head = (*(f"player {place}" for place in range(1, len(game.players) + 1)), "probability")
    return ledger.rows("types", "How likely each combination of types is", head, rows)


def _played(scenario: Scenario) -> str:
    document = scenario.document
    cast = "; ".join(
        f"{one.name}{f' ({one.members} alike)' if one.members else ''} with {len(one.actions)} actions"
        for one in document.players
    )
    game = document.game
    often = "It is played once, all choosing at the same time"
    if game.type == "bayesian":
        often = "It is played once, by players who know their own type and not those of others"
    if game.type == "repeated":
        often = f"It is played {f'over {game.periods} periods' if game.periods else 'for ever'}, period after period"
        often += ", and all see a public signal in place of the actions" if game.monitoring else ""
    return f"Who plays: {cast}. {often}."


def _table(game: Any, id_: str, caption: str, ledger: Ledger) -> list[Table | Said]:
    if isinstance(game, SymmetricGame):
        return [block for group in range(len(game.sizes)) for block in _by_counts(game, group, id_, caption, ledger)]
    profiles = product(*map(range, game.shape))
    head = [*game.players, *(f"payoff of {name}" for name in game.players)]
    rows = ([*_names(game, one), *_paid(game, one)] for one in profiles)
    evidence = ledger.rows(id_ + "-data", caption, head, rows)
    ledger.counted(f"outcomes in {id_}", prod(game.shape))
    if len(game.players) == 2:
        return _matrix(game, id_, caption, evidence)
    return _profiles(game, id_, caption, evidence)


def _names(game: NormalFormGame, profile: PureProfile) -> list[str]:
    return [game.actions[player][action] for player, action in enumerate(profile)]


def _paid(game: NormalFormGame, profile: PureProfile) -> list[Fraction]:
    return [game.payoff(player, profile) for player in range(len(game.players))]


def _matrix(game: NormalFormGame, id_: str, caption: str, evidence: str) -> list[Table | Said]:
    first, second = game.players
    rows, columns = game.actions
    if len(rows) * len(columns) > MOST_CELLS:
        return [Said(f"There are {len(rows)} times {len(columns)} outcomes, listed in the data file.", (evidence,))]
    stable = set(pure_equilibria(game.numerators))
    cells = tuple(
        (name, *(_cell(game, (i, j), stable=(i, j) in stable) for j in range(len(columns))))
        for i, name in enumerate(rows)
    )
    told = f"{caption}. Rows: {first}; columns: {second}. Each cell: {first}; {second}"
    told += f". {STABLE} marks pure equilibria of this table" if stable else ". No pure equilibrium"
    numbers = tuple(range(1, len(columns) + 1))
    return [Table(id_, told, (f"{first} ↓, {second} →", *columns), cells, (evidence,), numbers)]


def _cell(game: NormalFormGame, profile: PureProfile, *, stable: bool) -> str:
    paid = "; ".join(map(number, _paid(game, profile)))
    return f"{STABLE} {paid}" if stable else paid


def _profiles(game: NormalFormGame, id_: str, caption: str, evidence: str) -> list[Table | Said]:
    profiles = list(product(*map(range, game.shape)))
    if len(profiles) > MOST_LINES:
        return [Said(f"There are {len(profiles)} outcomes, listed in the data file.", (evidence,))]
    rows = tuple((*_names(game, one), *map(number, _paid(game, one))) for one in profiles)
    head = (*game.players, *(f"pays {name}" for name in game.players))
    numbers = tuple(range(len(game.players), 2 * len(game.players)))
    return [Table(id_, caption, head, rows, (evidence,), numbers)]


def _by_counts(game: SymmetricGame, group: int, id_: str, caption: str, ledger: Ledger) -> list[Table | Said]:
    """What each action pays in a group, by how many of the others, in all groups, choose each."""
    others = list(_others(game, group))
    payoffs = game.payoffs_by_counts(group)
    counted = [f"others who choose {name}" for names in game.actions for name in names]
    head = (*counted, *(f"pays {name}" for name in game.actions[group]))
    lines: list[tuple[int | Fraction, ...]] = [
        (*counts, *(payoffs[own * len(others) + place] for own in range(len(game.actions[group]))))
        for place, counts in enumerate(others)
    ]
    named = f"{caption}, by how many of the others choose what"
    id_ += f"-group-{group + 1}" if len(game.sizes) > 1 else ""
    evidence = ledger.rows(id_ + "-data", named, head, lines)
    shown = tuple(
        tuple(str(cell) if isinstance(cell, int) else number(cell) for cell in line) for line in lines[:MOST_LINES]
    )
    found: list[Table | Said] = [Table(id_, named, head, shown, (evidence,), tuple(range(len(head))))]
    ledger.counted(f"rows of {id_}", len(lines))
    if len(lines) > MOST_LINES:
        ledger.counted(f"rows shown of {id_}", MOST_LINES)
        found.append(Said(f"Shown are {MOST_LINES} of {len(lines)} rows; the data file holds all.", (evidence,)))
    return found


def _others(game: SymmetricGame, group: int) -> Iterator[Sequence[int]]:
    sizes = [size - (place == group) for place, size in enumerate(game.sizes)]
    each = [compositions(size, len(names)).tolist() for size, names in zip(sizes, game.actions, strict=True)]
    return ([count for counts in one for count in counts] for one in product(*each))


def _picture(scenario: Scenario, ledger: Ledger) -> tuple[Picture, ...]:
    drawn = picture(scenario)
    if not drawn or len(scenario.document.players) > 2:
        return ()
    names = " and ".join(one.name for one in scenario.document.players)
    alt = (
        f"What the outcomes pay to {names}; pure equilibria are filled. The table of payoffs says the same in numbers."
    )
    caption = "What every outcome pays"
    return (Picture("payoff-picture", drawn, alt, caption, (ledger.entries[-1].id,)),)
