"""Scenario files with one thing wrong, many things wrong, or made to hurt: what each is to be refused with."""

from __future__ import annotations

from policygames.scenarios.located import MAX_BYTES, MAX_DEPTH, MAX_NODES

SMALL = """\
policygames: 1
kind: scenario
id: small
version: 1.0.0
title: A small test
question: Does it work?
topics: [detente]
sources:
  paper: {title: A paper, kind: paper}
players:
  - {id: us, name: United States, attributes: {weight: 2}, actions: [{id: calm}, {id: race}]}
  - {id: china, name: China, attributes: {weight: 3}, actions: [{id: calm}, {id: race}]}
parameters:
  gain: {value: 3, range: [0, 5], basis: judgement}
  cost: {value: 0.5, basis: sourced, sources: [paper]}
  twice: {formula: "2 * gain", basis: derived}
payoffs:
  form: terms
  terms:
    - {id: edge, to: all, when: "own == race", value: "gain - cost"}
    - {id: harm, to: [us, china], value: "-twice * others(race)"}
game: {type: normal}
analyses:
  - {id: equilibria, analysis: nash}
expected:
  - {id: racing, claim: Racing is dominant., check: {kind: dominant, player: us, action: race}}
"""
BAD, LATER = "BAD_SCENARIO", "UNSUPPORTED_SCENARIO"
US = "{id: us, name: United States, attributes: {weight: 2}, actions: [{id: calm}, {id: race}]}"
EDGE = '{id: edge, to: all, when: "own == race", value: "gain - cost"}'
CHECK = "{kind: dominant, player: us, action: race}"
GAIN = "gain: {value: 3, range: [0, 5], basis: judgement}"

MALFORMED = {
    # what is wrong: (passage, replacement, line, words in the message)
    "a typographic minus": ('"gain - cost"', '"gain \u2212 cost"', 20, "minus is written -"),
    "a typographic product": ('"2 * gain"', '"2 \u00d7 gain"', 16, "a product is written with *"),
    "a function by another name": ('"gain - cost"', '"maxi(gain, cost)"', 20, "did you mean 'max'?"),
    "a missing bracket": ('"gain - cost"', '"(gain - cost"', 20, "')' is missing at the end"),
    "an analysis past the range": (
        "analysis: nash",
        "analysis: nash, at: {gain: [1, 7]}",
        24,
        "7 is outside the range of gain",
    ),
    "a map past the range": (
        "analysis: nash",
        "analysis: regimes, over: {gain: {from: -1, to: 5}}",
        24,
        "-1 is outside",
    ),
    "unknown key at the top": ("topics:", "topic:", 7, "did you mean 'topics'"),
    "unknown key in a player": ("name: United States", "nam: United States", 11, "did you mean 'name'"),
    "unknown key in an action": (US, US.replace("{id: calm}", "{id: calm, cost: 1}"), 11, "'cost'"),
    "unknown key in a parameter": ("range: [0, 5]", "rang: [0, 5]", 14, "did you mean 'range'"),
    "unknown key in a term": ("to: all, when:", "to: all, wen:", 20, "did you mean 'when'"),
    "unknown key in the game": ("{type: normal}", "{type: normal, colour: red}", 22, "'colour'"),
    "unknown key in a finding": ("claim: Racing is dominant.", "claim: x, clam: y", 26, "did you mean 'claim'"),
    "unknown key in a check": (CHECK, CHECK.replace("action: race", "action: race, extra: 1"), 26, "'extra'"),
    "unknown option of an analysis": ("analysis: nash", "analysis: nash, colour: red", 24, "no option 'colour'"),
    "unknown analysis": ("analysis: nash", "analysis: nahs", 24, "did you mean 'nash'"),
    "unknown kind of check": ("kind: dominant", "kind: dominnt", 26, "did you mean 'dominant'"),
    "unknown player in a check": ("player: us", "player: usa", 26, "did you mean 'us'"),
    "unknown action in a check": ("action: race", "action: rase", 26, "did you mean 'race'"),
    "unknown source": ("sources: [paper]", "sources: [papers]", 15, "did you mean 'paper'"),
    "unknown parameter in a term": ('"gain - cost"', '"gain - costs"', 20, "did you mean 'cost'"),
    "unknown receiver": ("to: [us, china]", "to: [us, chna]", 21, "did you mean 'china'"),
    "receiver twice": ("to: [us, china]", "to: [us, us]", 21, "twice"),
    "all and one more": ("to: [us, china]", "to: [all, us]", 21, "alone"),
    "unknown basis": ("basis: derived", "basis: guess", 16, "allowed: sourced, derived, judgement"),
    "unknown game": ("{type: normal}", "{type: norml}", 22, "did you mean 'normal'"),
    "unknown form": ("form: terms", "form: matrix", 18, "allowed: terms, outcomes, table"),
    "judgement without a range": (GAIN, "gain: {value: 3, basis: judgement}", 14, "range"),
    "sourced without a source": (", sources: [paper]}", "}", 15, "source"),
    "value outside its range": ("value: 3, range: [0, 5]", "value: 6, range: [0, 5]", 14, "allowed: 0 to 5"),
    "range upside down": ("range: [0, 5]", "range: [5, 0]", 14, "lower one first"),
    "range of one number": ("range: [0, 5]", "range: [5]", 14, "two numbers"),
    "value and formula": (GAIN, GAIN.replace("value: 3", 'value: 3, formula: "1"'), 14, "either"),
    "neither value nor formula": ("value: 0.5, ", "", 15, "either"),
    "no number": ("value: 3,", "value: three,", 14, "'three' is not a number"),
    "infinite number": ("value: 3,", "value: .inf,", 14, "not a number"),
    "huge exponent": ("value: 3,", "value: 1e999999,", 14, "too long"),
    "a list for a number": ("value: 3,", "value: [3],", 14, "a list where one value is needed"),
    "a text for a mapping": (GAIN, "gain: 3", 14, "a mapping is needed"),
    "a mapping for a list": ("topics: [detente]", "topics: {a: b}", 7, "a list is needed"),
    "missing key at the top": ("question: Does it work?\n", "", 1, "'question' is missing"),
    "missing key in a term": (EDGE, EDGE.replace(', value: "gain - cost"', ""), 20, "'value' is missing"),
    "empty text": ("title: A small test", "title:", 5, "empty"),
    "bad version": ("1.0.0", "1.0", 4, "version"),
    "bad id": ("id: small", "id: Small-1", 3, "no id"),
    "reserved id": (GAIN, GAIN.replace("gain", "count"), 14, "reserved"),
    "no players": ("players:\n", "players: []\nx:\n", 10, "there are no players; allowed: 2 to 64"),
    "id twice": ("id: harm", "id: edge", 21, "already"),
    "player twice": ("{id: china, name: China", "{id: us, name: China", 12, "already"),
    "player called like a parameter": (GAIN, GAIN.replace("gain", "us"), 11, "already"),
    "action called like a player": (US, US.replace("{id: calm}", "{id: china}"), 11, "already"),
    "name twice": ("name: China", "name: United States", 12, "already"),
    "unreadable name": ("name: China", 'name: "Chi\\u202Ena"', 12, "U+202E"),
    "formulas in a circle": (GAIN, 'gain: {formula: "twice / 2", basis: derived}', 14, "circle"),
    "given an unknown parameter": ("check: {", "given: {gian: 1}, check: {", 26, "did you mean 'gain'"),
    "given outside the range": ("check: {", "given: {gain: 9}, check: {", 26, "allowed: 0 to 5"),
    "given a formula": ("check: {", "given: {twice: 1}, check: {", 26, "formula"),
    "discount in a one-shot game": ("{type: normal}", '{type: normal, discount: {us: "1/2"}}', 22, "repeated"),
    "no discount in a repeated game": ("{type: normal}", "{type: repeated}", 22, "us is missing"),
    "a truth for a number": ('"gain - cost"', '"gain > cost"', 20, "a number is needed"),
    "a number for a truth": ('"own == race"', '"gain"', 20, "a truth is needed"),
    "an action that nobody has": ('"own == race"', '"own == rase"', 20, "did you mean 'race'"),
    "a call of Python": ('"gain - cost"', '"__import__(1)"', 20, "no function"),
    "an attribute of Python": ('"gain - cost"', '"us.__class__"', 20, "no attribute"),
    "a huge power": ('"gain - cost"', '"__"', 20, "no '__'"),
    "a change without a base": ("version: 1.0.0", "version: 1.0.0\nset: {a: 1}", 5, "extends is missing"),
    "a base that is not there": (
        "version: 1.0.0",
        "version: 1.0.0\nextends: {id: other, version: ^1.0}",
        5,
        "no scenario 'other' to extend",
    ),
    "own in a relation": (CHECK, '{kind: relation, expr: "own == 1"}', 26, "own has no meaning"),
}

UNSUPPORTED = {
    "kind study": ("kind: scenario", "kind: study", 2, "kind: study"),
    "groups": ("version: 1.0.0", "version: 1.0.0\ngroups: []", 5, "groups"),
    "private monitoring": (
        "{type: normal}",
        '{type: repeated, monitoring: {type: private}, discount: {us: "1/2", china: "1/2"}}',
        22,
        "private monitoring",
    ),
    "points": ("basis: derived", "basis: derived, distribution: {type: points}", 16, "points"),
    "the format's next version": ("policygames: 1", "policygames: 2", 1, "version 2"),
}
HOSTILE = {
    "nothing at all": (b"", 1, "empty"),
    "only a comment": (b"# nothing\n", 1, "empty"),
    "a repeated key": (b"a: 1\nb: 2\na: 3\n", 3, "second time"),
    "a repeated key inside": (b"a: {b: 1, c: 2, b: 3}\n", 1, "second time"),
    "an anchor": (b"a: 1\nb: &x 2\n", 2, "anchors"),
    "an alias": (b"a: 1\nb: *x\n", 2, "aliases"),
    "a merge key with an alias": (b"a: 1\n<<: *x\n", 2, "aliases"),
    "an anchor on a key": (b"a: 1\n&x b: 2\n", 2, "anchors"),
    "a tag": (b"a: 1\nb: !!python/object:os.system x\n", 2, "tags"),
    "a tag of YAML": (b"a: 1\nb: !!str 2\n", 2, "tags"),
    "a local tag": (b"a: 1\nb: !mine 2\n", 2, "tags"),
    "the non-specific tag": (b"a: 1\nb: ! 2\n", 2, "tags"),
    "a tag on a list": (b"a: 1\nb: !!set [2]\n", 2, "tags"),
    "a tag directive": (b"%TAG !e! tag:example.com,2000:\n---\na: 1\n", 2, "tags"),
    "YAML 1.1": (b"%YAML 1.1\n---\na: 1\n", 2, "YAML 1.2"),
    "YAML 1.4": (b"# a comment\n%YAML 1.4\n---\na: 1\n", 2, "no YAML 1.2"),
    "YAML 3": (b"%YAML 3.0\n---\na: 1\n", 1, "YAML"),
    "a directive without a version": (b"%YAML\n---\na: 1\n", 1, "YAML"),
    "two documents": (b"a: 1\n---\nb: 2\n", 2, "second document"),
    "a list as a key": (b"a: 1\n? [b]\n: 2\n", 2, "key is text"),
    "a mapping as a key": (b"a: 1\n? {b: 1}\n: 2\n", 2, "key is text"),
    "an open bracket": (b"a: 1\nb: [1, 2\n", 3, "no YAML"),
    "an open quote": (b"a: 1\nb: 'x\n", 3, "no YAML"),
    "a tab for indentation": (b"a:\n\tb: 1\n", 2, "no YAML"),
    "a bad escape": (b'a: 1\nb: "\\q"\n', 2, "no YAML"),
    "a control character": (b"a: 1\nb: x\x00y\n", 2, "control character"),
    "an escaped control character": (b'a: 1\nb: "x\\e[2J"\n', 2, "control character"),
    "half a character": (b'a: 1\nb: "\\ud800"\n', 2, "control character"),
    "Latin-1": ("a: 1\nb: é\n".encode("latin-1"), 2, "not UTF-8"),
    "UTF-16": ("a: 1\n".encode("utf-16"), 1, "not UTF-8"),
    "too many bytes": (b"a: '" + b"x" * MAX_BYTES + b"'\n", 1, "allowed: up to"),
    "too deep": (b"a: 1\nb: " + b"[" * (MAX_DEPTH + 1) + b"\n", 2, "deeper"),
    "absurdly deep": (b"a: 1\nb: " + b"[" * 500_000, 2, "deeper"),
    "too many values": (b"a: 1\nb: [" + b"1," * (MAX_NODES + 1) + b"]\n", 2, "values"),
    "too many keys": (b"".join(b"k%d: 1\n" % number for number in range(MAX_NODES)), 5000, "values"),
}

EXPRESSIONS = {
    "a formula of too many characters": (
        '"gain - cost"',
        '"' + "gain + " * 300 + 'cost"',
        "characters; allowed: up to 2000",
    ),
    "a formula of too many parts": ('"gain - cost"', '"' + "1+" * 150 + '1"', "more than 200 parts"),
    "a formula that nests too deeply": ('"gain - cost"', '"' + "(" * 900 + "1" + ")" * 900 + '"', "nests deeper"),
    "a formula of minus signs": ('"gain - cost"', '"' + "-" * 900 + '1"', "nests deeper"),
    "a tower of powers": ('"gain - cost"', '"' + "9 ** " * 90 + '9"', "nests deeper"),
    "a power beyond 32": ('"gain - cost"', '"gain ** 33"', "the power is 33"),
    "a power below -32": ('"gain - cost"', '"gain ** -33"', "the power is -33"),
    "a power that is no whole number": ('"gain - cost"', '"gain ** 0.5"', "the power is 1/2"),
    "a list in a formula": ('"gain - cost"', '"[1, 2]"', "is missing before '['"),
    "a lambda": ('"gain - cost"', '"lambda: 1"', "':' has no meaning"),
    "a string in a formula": ('"gain - cost"', "\"'x'\"", "names stand without quotes"),
    "an assignment": ('"own == race"', '"own = race"', "equality is written =="),
    "a caret": ('"gain - cost"', '"gain ^ 2"', "powers are written **"),
    "a percentage in a formula": ('"gain - cost"', '"20% * gain"', "write shares as decimals"),
    "a product without a sign": ('"gain - cost"', '"2gain"', "a product is written with *"),
    "two comparisons in a row": ('"own == race"', '"0 < gain < 3"', "join two by and"),
    "a formula that ends too soon": ('"gain - cost"', '"gain -"', "is missing at the end"),
    "an open bracket in a formula": ('"gain - cost"', '"(gain - cost"', "')' is missing"),
    "too few arguments": ('"gain - cost"', '"if(own == race, 1)"', "if takes 3 arguments"),
    "an action that is no number": ('"gain - cost"', '"own + 1"', "an action counts by"),
    "an attribute that nobody has": ('"gain - cost"', '"own.wieght"', "did you mean 'weight'"),
    "letters that look like others": ('"gain - cost"', '"g\u0430in - cost"', "has no meaning in a formula"),
    "digits of other scripts": ('"gain - cost"', '"\u0663 - cost"', "has no meaning in a formula"),
    "exp of two numbers": ('"gain - cost"', '"exp(gain, cost)"', "exp takes 1 argument"),
    "log of an action": ('"gain - cost"', '"log(own)"', "a number is needed"),
    "an empty formula": ('"gain - cost"', '""', "empty"),
    "type in a game without types": ('"own == race"', '"type(us) == race"', "us has no types"),
    "a sum over no attribute": ('"gain - cost"', '"total(height, calm)"', "no attribute 'height'"),
}
"""What is wrong: (passage, replacement, words in the message); at the line of the passage."""
NUMBERS = {
    "a sexagesimal number": "1:30",
    "a number of YAML 1.1": "1_000",
    "an octal number": "0o17",
    "a hexadecimal number": "0x1F",
    "a number with a comma": '"1,000"',
    "a percentage": "20%",
    "not a number": ".nan",
    "minus infinity": "-.inf",
    "nothing": "~",
    "a truth of YAML 1.1": "yes",
    "a division by zero": "1/0",
    "two bars": "1/2/3",
    "an endless number": "9" * 5000,
    "an endless fraction": "0." + "3" * 5000,
    "a tiny exponent": "1e-99999",
    "a mapping": "{a: 3}",
}
"""What is wrong: what stands in the place of the value of a parameter."""
FIELDS = {
    "an id with a capital": ("id: edge", "id: Edge", "no id"),
    "an id of a hundred letters": ("id: edge", "id: " + "e" * 100, "no id"),
    "an id that is a number": ("id: edge", "id: 7", "no id"),
    "an id in another script": ("id: edge", "id: \u0435dge", "no id"),
    "an id of YAML 1.1 is reserved in formulas": ("id: edge", "id: true", "reserved"),
    "too many decimals": ("range: [0, 5]", "range: [0, 5], decimals: 13", "allowed: up to 12"),
    "decimals that are no number": ("range: [0, 5]", "range: [0, 5], decimals: few", "no whole number"),
    "a triangle without a mode": (
        "range: [0, 5]",
        "range: [0, 5], distribution: {type: triangular, low: 0, high: 5}",
        "needs mode",
    ),
    "a mode outside the ends": (
        "range: [0, 5]",
        "range: [0, 5], distribution: {type: triangular, low: 1, mode: 0, high: 5}",
        "rise in this order",
    ),
    "a distribution beyond the range": (
        "range: [0, 5]",
        "range: [0, 5], distribution: {type: uniform, high: 9}",
        "outside the range",
    ),
    "a deviation of nothing": (
        "range: [0, 5]",
        "range: [0, 5], distribution: {type: normal, mean: 1, deviation: 0}",
        "above 0",
    ),
    "an unknown distribution": (
        "range: [0, 5]",
        "range: [0, 5], distribution: {type: unifrm}",
        "did you mean 'uniform'",
    ),
    "a mean of a uniform distribution": (
        "range: [0, 5]",
        "range: [0, 5], distribution: {type: uniform, mean: 1}",
        "no place",
    ),
    "a basis that is none": ("basis: sourced", "basis: sourcd", "did you mean 'sourced'"),
    "a source that is no list": ("sources: [paper]}", "sources: paper}", "a list is needed"),
    "a topic that is none": ("[detente]", "[detent]", "did you mean 'detente'"),
    "a date that is none": ("topics:", "as_of: yesterday\ntopics:", "no date"),
    "a version that is none": ("version: 1.0.0", "version: 1.0.0-beta", "version"),
    "a merge key": ("gain: {value", "gain: {<<: {value: 1}, value", "'<<'"),
    "a text that never ends": ("title: A small test", "title: " + "x" * 20_000, "characters; allowed"),
    "a player without actions": (
        "actions: [{id: calm}, {id: race}]}\n  - {id: china",
        "actions: []}\n  - {id: china",
        "actions",
    ),
    "an action twice": (
        "[{id: calm}, {id: race}]}\n  - {id: china",
        "[{id: calm}, {id: calm}]}\n  - {id: china",
        "already",
    ),
    "bidirectional marks in a name": ("name: China", 'name: "\\u202EChina"', "U+202E"),
    "no periods": ("{type: normal}", '{type: repeated, periods: 0, discount: "1/2"}', "periods"),
    "endless digits of periods": ("{type: normal}", '{type: repeated, periods: 99999999, discount: "1/2"}', "periods"),
    "a discount factor of nobody": ("{type: normal}", '{type: repeated, discount: {usa: "1/2"}}', "did you mean 'us'"),
    "signals in a game played once": (
        "{type: normal}",
        "{type: normal, monitoring: {type: public}}",
        "belongs to a repeated",
    ),
    "types of nobody": (
        "{type: normal}",
        "{type: bayesian, types: {usa: [{id: a, probability: 1}]}}",
        "did you mean 'us'",
    ),
    "a Bayesian game without types": ("{type: normal}", "{type: bayesian}", "needs types"),
    "a table that is not there": ("form: terms", "form: table", "table"),
    "an unknown option value": ("analysis: nash", "analysis: intervene, lever: paymnt", "did you mean 'payment'"),
}
"""What is wrong: (passage, replacement, words in the message); at the line of the passage."""
HUGE = {
    "thousands of mistakes": ("".join(f"wrong_{number}: x\n" for number in range(4_000)), "and 3800 more"),
    "thousands of near misses": ("x:\n" + "".join(f"  - gain_{number}\n" for number in range(4_000)), "no key 'x'"),
    "a megabyte of comments": (("# " + "x" * 1000 + "\n") * 1000 + "wrong: x\n", "no key 'wrong'"),
    "one endless key": ("k" * 500_000 + ": x\n", "no YAML"),
}
"""What is wrong: (what stands at the end of the small scenario, words in the message)."""


def malformed_files() -> dict[str, tuple[bytes, int, str]]:
    """Every file: its content, the line of its first mistake, and words of the message."""
    files = dict(HOSTILE)
    for name, (passage, replacement, line, words) in {**MALFORMED, **UNSUPPORTED}.items():
        files[name] = SMALL.replace(passage, replacement).encode(), line, words
    for name, (passage, replacement, words) in {**EXPRESSIONS, **FIELDS}.items():
        files[name] = _changed(passage, replacement), _line(passage), words
    for name, number in NUMBERS.items():
        files[name] = (
            _changed("value: 3,", f"value: {number},"),
            _line("value: 3,"),
            "number" if number != "{a: 3}" else "one value",
        )
    for name, (text, words) in HUGE.items():
        files[name] = (SMALL + text).encode(), SMALL.count("\n") + text.count("# ") + 1, words
    files.update(_circles())
    return files


def _changed(passage: str, replacement: str) -> bytes:
    assert SMALL.count(passage) == 1, passage
    return SMALL.replace(passage, replacement).encode()


def _line(passage: str) -> int:
    return SMALL[: SMALL.index(passage)].count("\n") + 1


def _circles() -> dict[str, tuple[bytes, int, str]]:
    """Formulas that go round in circles, short and long."""
    found = {}
    for length in (1, 3, 400):
        names = [f"p{number}" for number in range(length)]
        pairs = zip(names, [*names[1:], names[0]], strict=True)
        lines = "".join(f'  {name}: {{formula: "{needs} + 1", basis: derived}}\n' for name, needs in pairs)
        text = SMALL.replace("parameters:\n", "parameters:\n" + lines)
        found[f"a circle of {length} formulas"] = text.encode(), 0, "circle: p"
    return found
