"""What help says of the methods of clients: all arguments but the client, and what comes back."""

from inspect import signature

import policygames as pg
import pytest
from policygames_client.asynchronous import AsyncClient
from policygames_client.synchronous import Client

SAME = ("potential", "value_of_information", "select", "estimate_precision", "fixation_probability")


@pytest.mark.parametrize("kind", [Client, AsyncClient])
@pytest.mark.parametrize("name", SAME)
def test_a_method_says_the_arguments_of_its_namesake(kind, name):
    told = signature(getattr(object.__new__(kind), name))
    here = signature(getattr(pg, name))
    assert [one for one in told.parameters if one != "deadline"] == [
        one for one in here.parameters if one != "deadline"
    ]
    assert told.parameters["deadline"].kind is told.parameters["deadline"].KEYWORD_ONLY
    assert "Call[" not in str(told.return_annotation)


@pytest.mark.parametrize(("kind", "job"), [(Client, "Job"), (AsyncClient, "AsyncJob")])
def test_a_study_takes_a_scenario_and_gives_a_job(kind, job):
    told = signature(object.__new__(kind).study)
    assert next(iter(told.parameters)) == "scenario"
    assert told.return_annotation == job
