"""Should Beijing boycott when it does not know how resolved Washington is, and what is it worth to know?"""

import policygames as pg

scenario = pg.scenario("nvidia_two_fires")
for odds in ("0.7", "0.9"):
    solution = pg.solve(scenario.game(hawk_prior=odds), "bayes_nash")
    print(f"With odds of {odds} that Washington is resolute:")
    print(solution.explain())

print(pg.value_of_information(scenario.game(), "China", "United States").explain())
