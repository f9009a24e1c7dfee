"""Files against the programs that they are for: Gambit reads and writes .nfg, lrsnash solves what we write."""

import json
import re
import shutil
import string
import subprocess
import sys
from fractions import Fraction
from itertools import product
from pathlib import Path

import numpy as np
import policygames as pg
import pytest
from policygames.formats import lrs, nfg

pytestmark = pytest.mark.oracle

CHILD = Path(__file__).with_name("gambit_files.py")
SHAPES = [(2, 2), (3, 2), (1, 4), (2, 3, 2), (2, 1, 3, 2)]
LETTERS = [letter for letter in string.printable if letter.isprintable() and letter not in "\\ "]


def random_game(shape, seed, *, named=True):
    """A game with thirds, negative and long numbers, and with names of printable ASCII."""
    random = np.random.default_rng([*shape, seed])
    payoffs = np.vectorize(Fraction, otypes=[object])(
        random.integers(-99, 99, (len(shape), *shape)).astype(object),
        random.integers(1, 8, (len(shape), *shape)).astype(object),
    )
    payoffs.flat[0] = Fraction(10**30 + 1, 7 * 10**20)
    names = [["".join(random.choice(LETTERS, 8)) + f" {index}" for index in range(m)] for m in (len(shape), *shape)]
    return pg.NormalFormGame(payoffs, names[0], names[1:]) if named else pg.NormalFormGame(payoffs)


def by_gambit(games):
    """What Gambit tells of the games as we write them, None where it refuses one."""
    pytest.importorskip("pygambit")
    asked = json.dumps([nfg.write(game).decode() for game in games])
    done = subprocess.run([sys.executable, str(CHILD)], input=asked, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_gambit_reads_what_we_write_and_we_read_what_gambit_writes():
    games = [random_game(shape, seed) for shape, seed in product(SHAPES, range(5))]
    for game, told in zip(games, by_gambit(games), strict=True):
        assert (tuple(told["players"]), tuple(map(tuple, told["actions"]))) == (game.players, game.actions)
        found = [[Fraction(int(p), int(q)) for p, q in row] for row in told["payoffs"]]
        assert found == [payoffs.ravel().tolist() for payoffs in game.payoffs]
        assert nfg.read(told["written"]) == game


def test_notes_tell_which_names_gambit_refuses():
    names = ["plain", 'say "no"', "c:\\dir", "{x}", "a,b", "a  b", " a", "a ", "ü"]
    games = [pg.NormalFormGame([[[1]], [[2]]], players=(name, "other")) for name in names]
    refused = [told is None for told in by_gambit(games)]
    assert refused == [bool(nfg.notes(game)) for game in games] == [False] * 5 + [True] * 4


needs_lrsnash = pytest.mark.skipif(
    not shutil.which("lrsnash"), reason="lrsnash, of the Debian package lrslib, is missing"
)


def by_lrsnash(game, folder):
    """What lrsnash prints for the game, and the payoffs that it has read."""
    file = folder / "game.lrs"
    file.write_bytes(lrs.write(game))
    done = subprocess.run(["lrsnash", "-p", str(file)], capture_output=True, text=True, check=True)  # noqa: S607
    assert "Warning" not in done.stdout + done.stderr
    assert "Error" not in done.stdout + done.stderr
    return done.stdout


def payoffs_printed(text, shape):
    """The cells "a,b" of the matrix that lrsnash prints, as two flat lists."""
    body = text.split("payoff matrix:")[1].split("Nash equilibria:")[0]
    cells = [tuple(map(Fraction, cell.split(","))) for cell in body.split()]
    assert len(cells) == shape[0] * shape[1]
    return [list(row) for row in zip(*cells, strict=True)]


def equilibria_printed(text):
    """The profiles, each a row of the second player's strategy with the rows of the first's that follow."""
    lines = re.findall(r"^[12](?:  ?-?\d+(?:/\d+)?)+ *$", text.split("Nash equilibria:")[1], re.MULTILINE)
    profiles, seconds, previous = set(), [], "1"
    for line in lines:
        kind, *numbers = line.split()
        strategy = tuple(map(Fraction, numbers[:-1]))
        if kind == "2":
            seconds = [*(seconds if previous == "2" else []), strategy]
        else:
            profiles |= {(strategy, second) for second in seconds}
        previous = kind
    return profiles


@needs_lrsnash
@pytest.mark.parametrize("shape", [(2, 2), (3, 2), (2, 4), (3, 3), (1, 3)])
@pytest.mark.parametrize("seed", range(4))
def test_lrsnash_finds_the_same_equilibria_in_what_we_write(tmp_path, shape, seed):
    random = np.random.default_rng([*shape, seed])
    game = pg.NormalFormGame(
        np.vectorize(Fraction, otypes=[object])(
            random.integers(-99, 99, (2, *shape)).astype(object), random.integers(1, 8, (2, *shape)).astype(object)
        )
    )
    text = by_lrsnash(game, tmp_path)
    assert payoffs_printed(text, shape) == [payoffs.ravel().tolist() for payoffs in game.payoffs]
    assert equilibria_printed(text) == {one.exact for one in pg.solve(game, "nash").equilibria}


@needs_lrsnash
def test_lrsnash_reads_the_longest_numbers_that_we_write(tmp_path):
    most = 2**63 - 1
    payoffs = [[[most, -most], [Fraction(1, most), Fraction(-most, 2)]], [[0, 1], [2, Fraction(most, most - 2)]]]
    text = by_lrsnash(pg.NormalFormGame(payoffs), tmp_path)
    assert payoffs_printed(text, (2, 2)) == [[value for row in matrix for value in row] for matrix in payoffs]


@needs_lrsnash
@pytest.mark.parametrize("word", ["0.5", str(2**64)])
def test_lrsnash_misreads_what_we_refuse(tmp_path, word):
    file = tmp_path / "game.lrs"
    file.write_text(f"1 2\n1 {word}\n3 4\n")
    text = subprocess.run(["lrsnash", "-p", str(file)], capture_output=True, text=True, check=True).stdout  # noqa: S607
    assert payoffs_printed(text, (1, 2))[0] != [1, Fraction(word)]
