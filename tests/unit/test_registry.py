"""Concepts and methods are found by their files; unknown names are refused with the nearest."""

import pkgutil
from importlib import import_module

import policygames as pg
import pytest
from policygames import registry


def files(folder):
    """The names of the modules in a folder of the package."""
    return sorted(module.name for module in pkgutil.iter_modules(import_module(f"policygames.{folder}").__path__))


def test_ids_are_the_names_of_files():
    assert [concept.id for concept in registry.concepts()] == files("concepts")
    assert [registry.method(name).id for name in files("methods")] == files("methods")


@pytest.mark.parametrize("concept", registry.concepts(), ids=lambda concept: concept.id)
def test_each_concept_has_methods_and_sources(concept):
    found = registry.methods(concept.id)
    assert found
    assert concept.source
    assert all(method.source and method.concept == concept.id for method in found)
    assert [method.rank for method in found] == sorted(method.rank for method in found)


def test_each_method_is_for_a_concept_that_there_is():
    assert sorted(one.id for concept in pg.concepts() for one in pg.methods(concept.id)) == files("methods")


def test_an_entry_is_loaded_once():
    assert registry.concept("nash") is registry.concept("nash")


@pytest.mark.parametrize("name", ["nahs", "Nash", "pure-nash", "", "zzz", "__init__", "nash.certify", None, 7])
def test_an_unknown_concept_is_refused_with_all_there_are(name):
    with pytest.raises(pg.UnsupportedError) as refusal:
        registry.concept(name)
    assert (refusal.value.reason, refusal.value.path) == ("UNKNOWN_CONCEPT", "concept")
    assert refusal.value.choices == tuple(files("concepts"))


def test_the_nearest_name_is_suggested():
    with pytest.raises(pg.UnsupportedError, match="did you mean 'nash'"):
        pg.methods("nahs")
    with pytest.raises(pg.UnsupportedError, match="did you mean 'vertex_enumeration'"):
        registry.method("vertex_enumerations")


def test_without_a_near_name_the_sentence_is_whole():
    with pytest.raises(pg.UnsupportedError, match=r"there is no concept 'zzz'; there are \w+, "):
        registry.concept("zzz")
