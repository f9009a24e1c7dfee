"""A million draws of a scenario's payoffs: how much faster than building the games one by one, in one run.

Both sides give the same games, exactly; a sample is compared before anything is printed.
"""

from __future__ import annotations

import time

import numpy as np
import policygames as pg

DRAWS = 1_000_000
SAMPLE = 500
SCENARIOS = ("chip_controls_and_boycott", "chip_controls_repeated", "standards_blocs", "eu_third_path")


def main() -> None:
    """Prints seconds for a million draws, games a second one by one, and their ratio."""
    for scenario_id in SCENARIOS:
        scenario = pg.scenario(scenario_id)
        random = np.random.default_rng(7)
        ranges = {one.id: one.range for one in scenario.parameters.values() if one.range}
        draws = {name: random.uniform(float(low), float(high), DRAWS) for name, (low, high) in ranges.items()}
        scenario.batch({name: column[:10] for name, column in draws.items()})
        start = time.process_time()
        batch = scenario.batch(draws)
        together = time.process_time() - start
        exact = scenario.snapped(draws)
        values = [{name: column[k] for name, column in exact.items()} for k in range(SAMPLE)]
        start = time.process_time()
        games = [scenario.stage_game(**one) for one in values]
        alone = (time.process_time() - start) / SAMPLE
        if any(batch[k].payoffs.tolist() != game.payoffs.tolist() for k, game in enumerate(games)):
            raise SystemExit(f"{scenario_id}: the batch differs from its games")
        print(f"{scenario_id}: {together:.2f} s for {DRAWS} draws, {alone * DRAWS / together:.0f} times one by one")  # noqa: T201


if __name__ == "__main__":
    main()
