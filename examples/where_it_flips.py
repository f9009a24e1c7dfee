"""At which hostage value of the market does the answer change?"""

import policygames as pg

scenario = pg.scenario("chip_controls_and_boycott")
found = pg.regimes(scenario, over={"leverage": (0, 15)})
print(found.explain())
boundary, distance = found.nearest
print(f"The nearest boundary is {boundary.exact}, {distance:g} away.")
found.plot().figure.savefig("where_it_flips.png")
