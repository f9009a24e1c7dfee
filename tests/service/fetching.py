"""Fetches a job's results as a process of its own, which tests kill: ADDRESS, NAME, FOLDER, and what is preloaded."""

import sys
from importlib import import_module

import policygames as pg

address, name, folder, *preload = sys.argv[1:]
for module in preload:
    import_module(module)
with pg.connect(address) as client:
    client.job(name).save(folder)
