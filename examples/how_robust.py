"""By how much may every payoff be wrong before the answer gives way?"""

import policygames as pg

solution = pg.solve(pg.scenario("chip_controls_and_boycott").game(), "nash")
found = pg.robustness(solution.equilibria[0])
print(found.explain())
print(f"Radius: {found.radius}; checked again: {found.verify() == ()}")
