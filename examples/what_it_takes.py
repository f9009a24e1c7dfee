"""What is the least that would bring open trade back: by payments, and by changing the facts?"""

import policygames as pg

scenario = pg.scenario("chip_controls_and_boycott")
trade = ("Sell frontier chips", "Buy what is allowed")

paid = pg.intervene(scenario.game(), trade, "payment")
print(paid.explain())

changed = pg.intervene(scenario, trade, "parameters", over=["leverage"])
print(changed.explain())
for result in (paid, changed):
    result.verify()
