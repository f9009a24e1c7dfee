"""What repeated games give comes back whole from a file, is checked again there, and refused where it was changed."""

import json
from copy import deepcopy
from fractions import Fraction

import policygames as pg
import pytest
from click.testing import CliRunner
from policygames.results.analysis_result import Sustained
from policygames_cli.main import main

PD = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]], actions=(("C", "D"),) * 2)
PENNIES = pg.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
ABREU = pg.NormalFormGame([[[10, 3, 0], [15, 7, -4], [7, 5, -15]], [[10, 15, 7], [3, 7, 5], [0, -4, -15]]])
THIRDS = pg.NormalFormGame([[["2/3", 0], [1, "1/3"]], [["2/3", 1], [0, "1/3"]]], actions=(("C", "D"),) * 2)
THREE = pg.NormalFormGame(
    [[[[3, 1], [4, 0]], [[2, 7], [5, 1]]], [[[0, 2], [6, 1]], [[3, 3], [1, 8]]], [[[1, 9], [2, 0]], [[4, 1], [0, 5]]]]
)
NOISY = pg.PublicMonitoring(("good", "bad"), [[["9/10", "1/10"], ["1/2", "1/2"]], [["1/2", "1/2"], ["1/4", "3/4"]]])
ALTERNATING = [("C", "D"), ("D", "C"), ("C", "C")]
MIXED = [["1/2", "1/2"], ["1/2", "1/2"]]

PROOFS = ("certificate", "bounds", "strategy")

RESULTS = {
    "optimal": lambda: pg.critical_discount(ABREU, (0, 0)),
    "optimal, thirds": lambda: pg.critical_discount(THIRDS, ("C", "C")),
    "optimal, by bounds": lambda: pg.critical_discount(ABREU, (0, 1)),
    "optimal, never": lambda: pg.critical_discount(PENNIES, (0, 0)),
    "optimal, at once": lambda: pg.critical_discount(PD, ("D", "D")),
    "grim": lambda: pg.critical_discount(ABREU, (0, 0), punishment="grim"),
    "grim, never": lambda: pg.critical_discount(PD, ("C", "D"), punishment="grim"),
    "mixed": lambda: pg.critical_discount(PENNIES, (0, 0), punishment=MIXED),
    "path, bracket": lambda: pg.critical_discount(PD, ALTERNATING),
    "path, grim": lambda: pg.critical_discount(PD, ALTERNATING, punishment="grim"),
    "transfers": lambda: pg.critical_discount(ABREU, (0, 1), transfers=True),
    "transfers, never": lambda: pg.critical_discount(PENNIES, (0, 0), transfers=True),
    "intervention": lambda: pg.intervene(PD, target=("C", "C"), lever="discount"),
    "pure minmax": lambda: pg.minmax(ABREU, player=0, strategies="pure"),
    "mixed minmax": lambda: pg.minmax(PENNIES, player=1, strategies="mixed"),
    "minmax of three": lambda: pg.minmax(THREE, player=0, strategies="mixed"),
    "folk set": lambda: pg.folk_set(PD),
    "folk set of three": lambda: pg.folk_set(THREE, strategies="mixed"),
    "schedule": lambda: pg.transfer_schedule(ABREU),
    "empty schedule": lambda: pg.transfer_schedule(PENNIES),
    "limit": lambda: pg.limit_payoffs(pg.RepeatedGame(PD, 0, monitoring=NOISY)),
    "sustained": lambda: Sustained.of(pg.automaton("limited_punishment", PD, path=("C", "C"), periods=3)),
    "knife edge": lambda: Sustained.of(pg.automaton("tit_for_tat", PD, path=("C", "C"))),
    "sustained never": lambda: Sustained.of(pg.automaton("stationary", PD, path=("C", "C"))),
}


@pytest.fixture(params=RESULTS, ids=str)
def result(request):
    return RESULTS[request.param]()


@pytest.fixture
def saved(result, tmp_path):
    file = tmp_path / "result.json"
    file.write_text(json.dumps(result.to_dict()))
    return file


def test_it_is_read_back_whole_and_holds(result, saved):
    again = pg.read(saved)
    assert type(again) is type(result)
    assert again == result
    assert again.to_dict() == result.to_dict()
    assert again.explain() == result.explain()
    again.verify()


def test_the_command_line_checks_it(saved):
    told = CliRunner().invoke(main, ["verify", str(saved)])
    assert told.exit_code == 0, told.output
    assert told.stdout.startswith("Verified: ")


def test_no_changed_number_is_believed(result, saved):
    """Every number that is claimed, changed alone, is refused when read or when verified; other proofs may do too."""
    data = json.loads(saved.read_text())
    for place in numbers(data, left_out=("game", "policygames", "explanation", "digest", *PROOFS)):
        forged = deepcopy(data)
        changed(forged, place)
        saved.write_text(json.dumps(forged))
        with pytest.raises((pg.GameError, pg.CertificateError)):
            pg.read(saved).verify()


@pytest.mark.parametrize("punishment", ["optimal", "grim"])
@pytest.mark.parametrize("deviation", [[0, 1], [1, 0]], ids=str)
def test_an_automaton_that_forgives_at_once_is_refused(punishment, deviation, tmp_path):
    data = pg.critical_discount(PD, ("C", "C"), punishment=punishment).to_dict()
    moves = data["certificate"]["candidate"]["automaton"]["moves"]
    place = next(k for k, (state, profile, _) in enumerate(moves) if (state, profile) == ("path", deviation))
    moves[place] = ["path", deviation, {"path": "1/1"}]
    file = tmp_path / "forged.json"
    file.write_text(json.dumps(data))
    with pytest.raises(pg.CertificateError, match="certificate"):
        pg.read(file).verify()


def test_missing_unknown_and_malformed_fields_are_refused(result, saved):
    data = json.loads(saved.read_text())
    own = set(data) - {"policygames", "kind", "game", "digest", "lever", "explanation"}
    for bad in [
        *({key: value for key, value in data.items() if key != name} for name in own),
        *({**data, name: value} for name in own for value in ([[["x"]]], {"a": 1}, 7, "1/0")),
        {**data, "surprise": 1},
        {**data, "digest": "0" * 64},
    ]:
        saved.write_text(json.dumps(bad))
        with pytest.raises((pg.GameError, pg.CertificateError)):
            pg.read(saved).verify()


def numbers(data, left_out, place=()):
    """Where the numbers are: texts of digits, whole numbers and truth values."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in left_out:
                yield from numbers(value, left_out, (*place, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from numbers(value, left_out, (*place, index))
    elif isinstance(data, int) or (isinstance(data, str) and is_number(data)):
        yield place


def is_number(text):
    try:
        Fraction(text)
    except ValueError:
        return False
    return True


def changed(data, place):
    for key in place[:-1]:
        data = data[key]
    value = data[place[-1]]
    if isinstance(value, bool):
        data[place[-1]] = not value
    elif isinstance(value, int):
        data[place[-1]] = value + 1
    else:
        data[place[-1]] = str(Fraction(value) + Fraction(1, 10**9))
