"""Adds the methods in the folder beside this file to those that the registry finds."""

from importlib import import_module
from pathlib import Path

import_module("policygames.methods").__path__.append(str(Path(__file__).parent / "methods"))
