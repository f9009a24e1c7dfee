"""What commands take: a scenario by name or file, or a game in a file; options spelt KEY=VALUE."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
from policygames.errors import GameError, ScenarioError

from policygames_cli.connecting import connected
from policygames_cli.groups import nearest

if TYPE_CHECKING:
    from policygames import Scenario
    from policygames.documents import Action
    from policygames.games import Game
    from policygames.wire.scenarios import ScenarioSource
    from policygames_client.scenarios import RemoteScenario

_MOST = 2**20 + 1
"""Bytes of a file that are read: one more than any scenario may have."""


@dataclass(frozen=True, slots=True)
class Question:
    """A game to solve, and the scenario that it comes from, if any."""

    game: Game
    scenario: Scenario | RemoteScenario | None


def question(name: str, overrides: dict[str, str], server: str | None = None) -> Question:
    """The game of the scenario or file called `name`; a scenario is compiled by the `server`, if there is one.

    Raises GameError where there is none, with what is allowed.
    """
    if is_game_file(name):
        if overrides:
            raise GameError("only a scenario has parameters to set", reason="OPTION_RANGE", path="--set")
        return Question(_game(Path(name)), None)
    if server is None:
        scenario = found_scenario(name)
        return Question(scenario.game(**overrides), scenario)
    with connected(server) as client:
        remote = client.scenario(source_of(name))
        return Question(remote.game(**overrides), remote)


def repeated(posed: Question, discount: str | None, periods: int | None) -> Question:
    """The question about the same game played again and again, with these discount factors, where any are given.

    Raises GameError for a number of periods without them, and for what is no discount factor.
    """
    if discount is None:
        if periods is not None:
            raise GameError("a number of periods needs --discount", reason="OPTION_RANGE", path="--periods")
        return posed
    from policygames import NormalFormGame, RepeatedGame

    factors = discount.split(",")
    game = posed.game
    if isinstance(game, RepeatedGame) and periods is None:
        return Question(game.at(factors if len(factors) > 1 else discount), posed.scenario)
    stage = getattr(game, "stage_game", game)
    if not isinstance(stage, NormalFormGame):
        message = f"a {type(game).__name__} is not played again and again"
        raise GameError(message, reason="MISSING_GAME", path="--discount")
    return Question(RepeatedGame(stage, factors if len(factors) > 1 else discount, periods=periods), posed.scenario)


def named_actions(text: str, scenario: Scenario | RemoteScenario | None, path: str) -> list[str | int]:
    """The actions of a profile, one a player: by name, by index or, of a scenario, by the id in its file.

    Raises GameError, with the nearest one, for what a scenario has not.
    """
    given: list[str | int] = [int(one) if one.strip().isdigit() else one.strip() for one in text.split(",")]
    players = [] if scenario is None else [one for one in scenario.document.players for _ in range(one.members or 1)]
    if len(players) != len(given):
        return given
    named = zip(given, players, strict=True)
    return [_action(one, player.actions, f"{path}[{at}]") for at, (one, player) in enumerate(named)]


def _action(given: str | int, actions: Sequence[Action], path: str) -> str | int:
    ids, names = [one.id for one in actions], [one.name for one in actions]
    if given in ids:
        return ids.index(str(given))
    if isinstance(given, str) and given not in names:
        message = f"there is no {given!r}; {nearest(given, dict.fromkeys((*ids, *names)))}"
        raise GameError(message, reason="UNKNOWN_NAME", path=path)
    return given


def found_scenario(name: str) -> Scenario:
    """The scenario in the file `name`, or of that name in the catalogue."""
    import policygames as pg
    from policygames.documents.file_names import names_file
    from policygames.scenarios.library import load_scenario

    return load_scenario(name) if names_file(name) else pg.scenario(name)


def compiled(name: str, server: str | None) -> Scenario:
    """The same, compiled here, from what the server says that it is, if there is one."""
    if server is None:
        return found_scenario(name)
    from policygames.scenarios import Scenario

    return Scenario(described(name, server).document)


def resolved(name: str, server: str | None) -> str:
    """Its file with everything that it inherits. Raises ScenarioError for one that is wrong."""
    if server is not None:
        with connected(server) as client:
            return client.scenario(source_of(name)).text
    from policygames.scenarios.resolved_text import resolved_file

    found_scenario(name)  # a file that is wrong is told as such
    return resolved_file(name)


def described(name: str, server: str | None) -> Scenario | RemoteScenario:
    """The same, or what the server says that this scenario is."""
    if server is None:
        return found_scenario(name)
    with connected(server) as client:
        return client.scenario(source_of(name))


def source_of(name: str) -> ScenarioSource:
    """The same for a server: an id, or what is in the file `name`. Raises ScenarioError where that cannot be read."""
    from policygames.documents.file_names import names_file
    from policygames.wire.scenarios import ScenarioSource

    if not names_file(name):
        return ScenarioSource("id", name)
    try:
        with Path(name).open("rb") as stream:
            return ScenarioSource("content", stream.read(_MOST), name)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise ScenarioError(message, reason="NO_SUCH_FILE", file=name, line=1, column=1) from error


def is_game_file(name: str) -> bool:
    """Whether the extension of `name` is that of a format of games."""
    extension = Path(name).suffix[1:].lower()
    if not extension:
        return False
    from policygames.formats import extensions

    return extension in {*extensions("read"), *extensions("write")}


def _game(file: Path) -> Game:
    from policygames.formats import read_game
    from policygames.games import game_from_dict
    from policygames.results.files import read_json

    if file.suffix.lower() == ".json":
        data = read_json(file)
        return game_from_dict(data["game"] if isinstance(data, dict) and data.get("kind") == "solution" else data)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        game = read_game(file)
    for one in caught:
        click.echo(f"policygames: note: {one.message}", err=True)
    return game


def pairs(_context: click.Context, parameter: click.Parameter, values: Sequence[str]) -> dict[str, str]:
    """Repeated KEY=VALUE options as a dictionary."""
    found: dict[str, str] = {}
    for text in values:
        key, equals, value = text.partition("=")
        if not equals or not key or key in found:
            raise click.BadParameter(f"{text!r} is no new KEY=VALUE", param=parameter)
        found[key] = value
    return found
