"""A file that extends another one is the same as the file written out, and every misfit is told where it stands."""

from __future__ import annotations

import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.errors import ScenarioError
from policygames.scenarios import Scenario
from policygames.scenarios.reader import read_text
from policygames.scenarios.versions import read_range, read_version

HEAD = """\
policygames: 1
kind: scenario
id: child
version: 2.0.0
title: A child
question: What changes?
extends: {id: small, version: ^1.0}
"""


def child(small: str, changes: str, head: str = HEAD) -> Scenario:
    files = {"small": (small.encode(), "small.yaml")}
    return Scenario(read_text(head + changes, "child.yaml", files.get))


@pytest.fixture
def misfit(small):
    """The error that changes to the small scenario are refused with."""

    def refuse(changes: str, head: str = HEAD) -> ScenarioError:
        with pytest.raises(ScenarioError) as caught:
            child(small, changes, head)
        return caught.value

    return refuse


CHANGES = """\
set:
  parameters:
    gain: {value: 1, unit: points}
  players:
    us: {actions: {race: {name: Race on}}}
  payoffs:
    terms:
      harm: {value: "-twice * others(race) - fee"}
add:
  parameters:
    fee: {value: 2, range: [0, 3], basis: judgement}
  payoffs:
    terms:
      - {id: bonus, to: us, value: "1"}
remove:
  payoffs: {terms: [edge]}
  analyses: [equilibria]
replace:
  expected:
    - {id: calm_pays, claim: Calm pays., check: {kind: dominant, player: us, action: calm}}
  topics: [mediation]
"""


def test_a_child_is_its_base_with_the_changes_written_out(small):
    written = small.replace("gain: {value: 3, range", "gain: {value: 1, unit: points, range")
    written = written.replace("{id: race}]}\n  - {id: china", "{id: race, name: Race on}]}\n  - {id: china")
    written = written.replace('"-twice * others(race)"', '"-twice * others(race) - fee"')
    written = written.replace("payoffs:\n", "  fee: {value: 2, range: [0, 3], basis: judgement}\npayoffs:\n")
    written = written.replace('    - {id: edge, to: all, when: "own == race", value: "gain - cost"}\n', "")
    written = written.replace("game: {", '    - {id: bonus, to: us, value: "1"}\ngame: {')
    written = written.replace("analyses:\n  - {id: equilibria, analysis: nash}\n", "")
    written = written.replace("id: racing, claim: Racing is dominant.", "id: calm_pays, claim: Calm pays.")
    written = written.replace("action: race}", "action: calm}").replace("[detente]", "[mediation]")
    written = written.replace("id: small", "id: child").replace("1.0.0", "2.0.0")
    written = written.replace("A small test", "A child").replace("Does it work?", "What changes?")
    inherited = child(small, CHANGES)
    assert inherited.document == read_text(written)
    assert inherited.digest == Scenario(read_text(written)).digest
    assert inherited.game().payoff(0, (1, 1)) == -3  # -2 * 1 - 2 + 1


def test_what_is_resolved_knows_where_it_came_from(small):
    origin = child(small, CHANGES).document.origin
    assert origin.place_of("parameters.gain.value") == ("child.yaml", 10, 19)
    assert origin.place_of("parameters.cost.value") == ("small.yaml", 15, 17)
    assert [(base.id, base.version) for base in origin.bases] == [("small", "1.0.0")]


def test_an_error_in_what_was_inherited_names_the_base(small):
    with pytest.raises(ScenarioError) as caught:
        child(small, "remove: {parameters: [gain]}\n")
    assert {line.split(":")[0] for line in str(caught.value).splitlines()} == {"small.yaml"}
    scenario = child(small, 'set: {parameters: {cost: {value: 0}}, payoffs: {terms: {edge: {value: "gain / cost"}}}}\n')
    with pytest.raises(ScenarioError, match=r"^child.yaml:8:.*division by zero"):
        scenario.game()


@pytest.mark.parametrize(
    ("changes", "words", "line"),
    [
        ("set: {parameters: {gian: {value: 1}}}", "no 'gian' in the base; did you mean 'gain'", 8),
        ("set: {parameter: {gain: {value: 1}}}", "did you mean 'parameters'", 8),
        ("set: {parameters: {gain: {vale: 1}}}", "did you mean 'value'", 8),
        ("set: {payoffs: {terms: {edg: {value: 1}}}}", "did you mean 'edge'", 8),
        ("set: {players: {us: {attributes: {wight: 1}}}}", "did you mean 'weight'", 8),
        ("set: 3", "a mapping of the parts", 8),
        ("set:\n  analyses: {equilibria: {analysis: nahs}}", "did you mean 'nash'", 9),
        ("add: {parameters: {gain: {value: 1}}}", "value is there already; set changes it", 8),
        ("add: {players: [{id: us, actions: [{id: a}]}]}", "us is there already", 8),
        ("add: {players: {usa: {actions: [{id: a}]}}}", "did you mean 'us'", 8),
        ("add: {title: x}", "title is there already", 8),
        ("remove: {parameters: [gian]}", "did you mean 'gain'", 8),
        ("remove: {parameters: gain}", "a list of ids", 8),
        ("remove: {parameters: [{id: gain}]}", "no such id", 8),
        ("remove: {nothing: [gain]}", "no 'nothing' in the base", 8),
        ("replace: {parameters: {gain: 3}}", "set changes other values", 8),
        ("replace: {expectd: []}", "did you mean 'expected'", 8),
        ("players: []", "a file that extends another one changes it by", 8),
        ("topc: x", "did you mean 'topics'", 8),
    ],
)
def test_changes_that_do_not_fit_are_told_where_they_stand(misfit, changes, words, line):
    error = misfit(changes + "\n")
    assert words in str(error)
    assert (error.file, error.line) == ("child.yaml", line)


def test_all_misfits_come_at_once(misfit):
    error = misfit("set: {parameters: {gian: {value: 1}}}\nremove: {parameters: [csot]}\nadd: {title: x}\n")
    assert [line.split(":")[1] for line in str(error).splitlines()] == ["8", "9", "10"]


@pytest.mark.parametrize(
    ("extends", "words"),
    [
        ("{id: other, version: ^1.0}", "there is no scenario 'other' to extend"),
        ("{id: small, version: ^2.0}", "version 1.0.0, which is not within ^2.0"),
        ("{id: small, version: new}", "'new' is no range of versions"),
        ("{id: small}", "extends is written"),
        ("small", "extends is written"),
        ("[small]", "extends is written"),
        ("{id: [small], version: ^1.0}", "extends is written"),
    ],
)
def test_a_base_that_does_not_fit_is_refused(misfit, extends, words):
    error = misfit("", HEAD.replace("{id: small, version: ^1.0}", extends))
    assert words in str(error)
    assert (error.file, error.line) == ("child.yaml", 7)


def test_what_a_child_must_say_of_itself(misfit):
    assert "the key 'title' is missing" in str(misfit("", HEAD.replace("title: A child\n", "")))


def chain(length: int, small: str) -> dict[str, tuple[bytes, str]]:
    """Files link_1 … link_N, each extending the one before, the first one the small scenario."""
    files = {"small": (small.encode(), "small.yaml")}
    for number in range(1, length + 1):
        below = f"link_{number - 1}" if number > 1 else "small"
        text = HEAD.replace("id: child", f"id: link_{number}").replace(
            "{id: small, version: ^1.0}", f"{{id: {below}, version: '*'}}"
        )
        text += f"set: {{parameters: {{gain: {{value: {number}}}}}}}\n"
        files[f"link_{number}"] = (text.encode(), f"link_{number}.yaml")
    return files


def test_four_files_may_stand_on_top_of_each_other_and_no_more(small):
    files = chain(5, small)
    document = read_text(*files["link_4"], files.get)
    assert Scenario(document).parameters["gain"].value == 4
    assert [base.id for base in document.origin.bases] == ["link_3", "link_2", "link_1", "small"]
    with pytest.raises(ScenarioError, match="more than 4 files"):
        read_text(*files["link_5"], files.get)


def test_a_circle_is_told_with_its_path(small):
    files = chain(2, small)
    content, name = files["link_1"]
    files["link_1"] = content.replace(b"{id: small, version: '*'}", b"{id: link_2, version: '*'}"), name
    with pytest.raises(ScenarioError, match="link_2 → link_1 → link_2"):
        read_text(*files["link_2"], files.get)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("kind: set\nid: small\nversion: 1.0.0\n", "the file of small holds the set small"),
        ("kind: scenario\nid: large\nversion: 1.0.0\n", "holds the scenario large"),
        ("kind: scenario\nid: small\nversion: one\n", "no version such as 1.0.0"),
        ("kind: scenario\nid: small\n", "is no scenario"),
        ("- a\n", "is no scenario"),
        ("a: &b 1\n", "anchors"),
    ],
)
def test_a_base_that_is_no_scenario_is_refused(content, words):
    files = {"small": (content.encode(), "small.yaml")}
    with pytest.raises(ScenarioError, match=words):
        read_text(HEAD, "child.yaml", files.get)


def test_a_base_is_looked_for_beside_the_file_and_then_in_the_catalogue(tmp_path, small):
    (tmp_path / "small.yaml").write_text(small)
    (tmp_path / "child.yaml").write_text(HEAD + CHANGES)
    assert pg.load(tmp_path / "child.yaml").document == child(small, CHANGES).document
    head = HEAD.replace("id: small", "id: standards_blocs")
    (tmp_path / "seat.yaml").write_text(head + "set: {parameters: {exclusion: {value: 10}}}\n")
    assert pg.load(tmp_path / "seat.yaml").game() == pg.scenario("standards_blocs").game(exclusion=10)


def test_text_reaches_the_catalogue_only(tmp_path, small, monkeypatch):
    (tmp_path / "small.yaml").write_text(small)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ScenarioError, match="no scenario 'small'"):
        read_text(HEAD, str(tmp_path / "child.yaml"))


@pytest.mark.parametrize("name", ["../small", "/small", "a/b", "", "small.yaml"])
def test_a_base_is_an_id_and_no_path(tmp_path, small, name):
    folder = tmp_path / "inner"
    folder.mkdir()
    (tmp_path / "small.yaml").write_text(small)
    (folder / "child.yaml").write_text(HEAD.replace("id: small", f"id: '{name}'"))
    with pytest.raises(ScenarioError, match="to extend"):
        pg.load(folder / "child.yaml")


@pytest.mark.parametrize(
    ("versions", "within", "outside"),
    [
        ("^1.2", "1.2.0 1.2.9 1.99.0", "1.1.9 2.0.0 0.9.0"),
        ("^0.3", "0.3.0 0.3.7", "0.4.0 1.0.0 0.2.9"),
        ("^0.0.3", "0.0.3", "0.0.4 0.0.2"),
        ("^1", "1.0.0 1.9.9", "2.0.0"),
        ("~1.2", "1.2.0 1.2.9", "1.3.0 1.1.0"),
        ("~1.2.3", "1.2.3 1.2.9", "1.2.2 1.3.0"),
        ("~1", "1.0.0 1.9.0", "2.0.0"),
        ("1.2.3", "1.2.3", "1.2.4 1.2.2"),
        ("1.2", "1.2.0 1.2.9", "1.3.0"),
        (">=1.1 <2", "1.1.0 1.9.9", "1.0.9 2.0.0"),
        (">=1.1, <=2.0.0", "2.0.0", "2.0.1"),
        (">1.1.0", "1.1.1", "1.1.0"),
        ("*", "0.0.0 9.9.9", ""),
    ],
)
def test_ranges_of_versions(versions, within, outside):
    conditions = read_range(versions)
    assert all(condition(read_version(version)) for version in within.split() for condition in conditions)
    for version in outside.split():
        assert not all(condition(read_version(version)) for condition in conditions)


@pytest.mark.parametrize("text", ["", "  ", "1.0.0.0", "^", "v1", ">= 1.0", "1.x", "^1.0 " * 9, "1e3", "-1", "1..0"])
def test_what_is_no_range_of_versions(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the reader says it in words of its own
        read_range(text)


@settings(max_examples=10)
@given(st.fractions(0, 5, max_denominator=100))
def test_setting_a_value_is_like_giving_it(gain):
    changes = f"set: {{parameters: {{leverage: {{value: {gain}}}}}}}\n"
    inherited = read_text(HEAD.replace("id: small", "id: chip_controls_and_boycott") + changes)
    assert Scenario(inherited).game() == pg.scenario("chip_controls_and_boycott").game(leverage=gain)
