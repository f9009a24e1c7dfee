"""Does a graded export regime survive a customer that can boycott?"""

import policygames as pg

scenario = pg.scenario("chip_controls_and_boycott")
print(scenario.question)

solution = pg.solve(scenario.game(), "nash")
print(solution.explain())
solution.verify()  # from the game alone, without any solver

for finding in scenario.findings():
    print(f"{'holds' if finding.holds else 'DOES NOT HOLD'}: {finding.claim}")
