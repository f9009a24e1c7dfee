"""Errors through pickle and the wire: the same type, reason, path, message, variables and choices come out."""

import pickle
import re

import policygames as pg
import pytest
from google.protobuf.any_pb2 import Any
from google.rpc import code_pb2, error_details_pb2, status_pb2
from hypothesis import given
from hypothesis import strategies as st
from policygames import errors
from policygames.errors import (
    MOST_OF_ALL,
    CertificateError,
    DeadlineError,
    GameError,
    PolicyGamesError,
    ScenarioError,
    ServiceError,
    UnsupportedError,
)
from policygames.wire.status import error_of, status_of

CODES = {name: number for name, number in code_pb2.Code.items() if name != "OK"}
WORDS = st.text(max_size=40)
NAMES = st.from_regex(r"[a-z][a-zA-Z0-9]{0,20}", fullmatch=True).filter(
    lambda name: name not in {"type", "file", "line", "column", "choices"}
)
SHORT = {
    "message": WORDS,
    "reason": st.from_regex(r"[A-Z][A-Z_]{0,20}", fullmatch=True),
    "path": WORDS,
    "variables": st.dictionaries(NAMES, st.one_of(st.text(), st.integers(), st.text(min_size=60)), max_size=12),
}
CHOICES = st.lists(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=20), max_size=5).map(tuple)
LINES = {"file": WORDS, "line": st.integers(0, 10**6), "column": st.integers(0, 10**6)}
ERRORS = st.one_of(
    *(st.builds(kind, **SHORT) for kind in (PolicyGamesError, GameError, CertificateError, DeadlineError)),
    st.builds(UnsupportedError, **SHORT, choices=CHOICES),
    st.builds(ServiceError, **SHORT, status=st.sampled_from(sorted(CODES))),
    st.builds(ScenarioError, **SHORT, **LINES),
)


def same(error, other):
    """Whether two errors say the same, to people and to programs."""
    return (type(error), str(error), vars(error)) == (type(other), str(other), vars(other))


def details(status, kind):
    """The details of one kind."""
    found = kind()
    return [kind.FromString(packed.value) for packed in status.details if packed.Is(found.DESCRIPTOR)]


@given(ERRORS)
def test_the_same_error_comes_out(error):
    status = status_pb2.Status.FromString(status_of(error).SerializeToString())
    assert same(error_of(status), error)
    assert same(pickle.loads(pickle.dumps(error)), error)  # noqa: S301 - written in this line


def test_no_type_of_error_is_forgotten():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, PolicyGamesError)]
    for kind in kinds:
        assert type(error_of(status_of(kind("no")))) is kind


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (GameError("x"), "INVALID_ARGUMENT"),
        (ScenarioError("x", file="f", line=1, column=2), "INVALID_ARGUMENT"),
        (UnsupportedError("x"), "UNIMPLEMENTED"),
        (UnsupportedError("x", reason="UNKNOWN_CONCEPT"), "INVALID_ARGUMENT"),
        (UnsupportedError("x", reason="UNKNOWN_METHOD"), "INVALID_ARGUMENT"),
        (UnsupportedError("x", reason="METHOD_UNSUITED"), "INVALID_ARGUMENT"),
        (UnsupportedError("x", reason="CONCEPT_UNSUITED"), "INVALID_ARGUMENT"),
        (CertificateError("x"), "FAILED_PRECONDITION"),
        (DeadlineError("x"), "DEADLINE_EXCEEDED"),
        (ServiceError("x", status="NOT_FOUND"), "NOT_FOUND"),
        (ServiceError("x", status="OK"), "UNKNOWN"),
        (ServiceError("x", status="NO_SUCH_CODE"), "UNKNOWN"),
        (PolicyGamesError("x"), "INTERNAL"),
    ],
)
def test_each_error_has_its_code(error, code):
    assert status_of(error).code == CODES[code]


def test_an_error_carries_one_error_info_and_its_path_as_a_field():
    error = GameError("nan is not a finite number", reason="NON_FINITE_PAYOFF", path="game.payoffs[1][0][2]")
    error.add_variables({"limitBytes": 7, "profile": (0, 2)})
    status = status_of(error)
    (info,) = details(status, error_details_pb2.ErrorInfo)
    assert (info.domain, info.reason) == ("policygames", "NON_FINITE_PAYOFF")
    assert dict(info.metadata) == {"type": "GameError", "limitBytes": "7", "profile": "0, 2"}
    (bad,) = details(status, error_details_pb2.BadRequest)
    assert [one.field for one in bad.field_violations] == ["game.payoffs[1][0][2]"]


def test_an_error_without_a_path_has_no_bad_request():
    assert not details(status_of(GameError("x")), error_details_pb2.BadRequest)


def test_reasons_that_pass_by_themselves_say_when_to_try_again():
    full = ServiceError("try again", reason="SOLVE_QUEUE_FULL", status="RESOURCE_EXHAUSTED")
    (retry,) = details(status_of(full), error_details_pb2.RetryInfo)
    assert retry.retry_delay.ToMilliseconds() == 1000
    soon = ServiceError("try again", reason="SOLVE_QUEUE_FULL", status="RESOURCE_EXHAUSTED", retry_after=0.25)
    (retry,) = details(status_of(soon), error_details_pb2.RetryInfo)
    assert retry.retry_delay.ToMilliseconds() == 250
    assert not details(status_of(GameError("x")), error_details_pb2.RetryInfo)


def test_a_quota_names_its_violation():
    quota = ServiceError("5 calls a second are allowed", reason="QUOTA_EXCEEDED", status="RESOURCE_EXHAUSTED")
    (failure,) = details(status_of(quota), error_details_pb2.QuotaFailure)
    assert failure.violations[0].description == "5 calls a second are allowed"


@pytest.mark.parametrize("code", sorted(set(CODES) - {"DEADLINE_EXCEEDED"}))
def test_a_bare_status_is_a_service_error_with_the_name_of_its_code(code):
    error = error_of(status_pb2.Status(code=CODES[code], message="no details"))
    assert same(error, ServiceError("no details", reason=code, status=code))


def test_a_bare_deadline_is_a_deadline_error():
    assert same(error_of(status_pb2.Status(code=4, message="late")), DeadlineError("late"))


def with_info(code, **fields):
    """A status with an ErrorInfo that somebody else wrote."""
    status = status_pb2.Status(code=CODES[code], message="no")
    status.details.add().Pack(error_details_pb2.ErrorInfo(**fields))
    return status


def test_a_service_that_names_no_type_keeps_its_reason():
    error = error_of(with_info("INTERNAL", domain="policygames", reason="WORKER_DIED", metadata={"exitCode": "-9"}))
    assert same(error, ServiceError("no", reason="WORKER_DIED", status="INTERNAL", variables={"exitCode": -9}))
    late = error_of(with_info("DEADLINE_EXCEEDED", domain="policygames", reason="DEADLINE_EXCEEDED"))
    assert same(late, DeadlineError("no"))


def test_a_type_that_is_unknown_here_is_a_service_error():
    fields = {"domain": "policygames", "reason": "NEW", "metadata": {"type": "NewError"}}
    assert same(error_of(with_info("ABORTED", **fields)), ServiceError("no", reason="NEW", status="ABORTED"))


def test_details_of_another_domain_are_not_ours():
    fields = {"domain": "example.com", "reason": "QUOTA", "metadata": {"type": "GameError"}}
    assert same(error_of(with_info("ABORTED", **fields)), ServiceError("no", reason="ABORTED", status="ABORTED"))


def test_hostile_details_do_no_harm():
    broken = Any(type_url="type.googleapis.com/google.rpc.ErrorInfo", value=b"\xff\xff")
    error = error_of(status_pb2.Status(code=77, message="x", details=[broken]))
    assert same(error, ServiceError("x", reason="UNKNOWN", status="UNKNOWN"))
    metadata = {"type": "ScenarioError", "line": "9" * 5000, "column": "-1"}
    scenario = error_of(with_info("INVALID_ARGUMENT", domain="policygames", reason="R", metadata=metadata))
    assert (scenario.line, scenario.column, scenario.file) == (0, 0, "")
    metadata = {"type": "GameError"} | {f"x{index}": "y" * 4096 for index in range(4096)}
    flooded = error_of(with_info("INVALID_ARGUMENT", domain="policygames", reason="R", metadata=metadata))
    assert sum(len(name) + len(value.encode()) for name, value in flooded.variables.items()) <= MOST_OF_ALL


@given(st.text(min_size=1, max_size=5), st.integers(1, 3000))
def test_an_error_of_any_length_fits_into_trailing_metadata(word, times):
    text = word * times
    variables = {f"variable{index}": text for index in range(100)}
    status = status_of(UnsupportedError(text, path=text, variables=variables, choices=[text] * 100))
    assert status.ByteSize() < 5 * 2**10
    kept, more = re.fullmatch(r"(.*?)(?:\nand (\d+) more)?", error_of(status).message, re.DOTALL).groups("0")
    assert text.startswith(kept.removesuffix("…"))
    assert kept.count("\n") + int(more) == text.count("\n")


@pytest.mark.parametrize("length", range(740, 780))
def test_lines_that_do_not_fit_are_counted_though_the_first_just_fits(length):
    message = error_of(status_of(GameError("\n".join(["a" * length, "b", "c" * 2**10])))).message
    assert message.startswith("a" * 740)
    assert message.endswith(("…\nand 2 more", "a\nand 2 more", "\nb\nand 1 more"))
    assert len(message.encode()) <= 768


def test_unpaired_surrogates_do_not_keep_an_error_from_being_sent():
    sent = UnsupportedError("a\ud800b", path="\ud800", variables={"name": "\ud800"}, choices=("\udfff",))
    error = error_of(status_of(sent))
    assert (error.message, error.path, error.choices, error.variables) == ("a?b", "?", ("?",), {"name": "?"})


def test_a_variable_never_takes_the_place_of_a_field():
    status = status_of(UnsupportedError("x", variables={"type": "GameError", "choices": "b"}, choices=("a",)))
    assert same(error_of(status), UnsupportedError("x", choices=("a",)))


def test_a_new_kind_of_error_travels_as_its_parent():
    class PickyError(GameError):
        """An error that the table does not know."""

    assert same(error_of(status_of(PickyError("x", path="p"))), GameError("x", path="p"))


@pytest.mark.parametrize(
    ("concept", "fields"),
    [("nsh", {}), ("nash", {"method": "lemke"}), ("subgame_perfect", {}), ("nash", {"leader": 1})],
)
def test_what_a_solver_raises_comes_out_the_same(concept, fields):
    game = pg.NormalFormGame([[[1, 0], [0, 1]], [[0, 1], [1, 0]]])
    with pytest.raises(PolicyGamesError) as caught:
        pg.solve(game, concept, **fields)
    assert same(error_of(status_of(caught.value)), caught.value)


@pytest.mark.parametrize(("seconds", "told"), [(None, 1.0), (0.25, 0.25), (7.5, 7.5)])
def test_when_to_try_again_comes_back(seconds, told):
    full = ServiceError("full", reason="SOLVE_QUEUE_FULL", status="RESOURCE_EXHAUSTED", retry_after=seconds)
    found = error_of(status_of(full))
    assert found.retry_after == told
    assert error_of(status_of(found)).retry_after == told
    assert error_of(status_of(ServiceError("x", status="INTERNAL"))).retry_after is None
