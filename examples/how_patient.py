"""How patient must both sides be for licensed trade to hold, and who is the weak link?"""

import policygames as pg

stage = pg.scenario("chip_controls_repeated").stage_game()
trade = ("License sales", "Buy")

grim = pg.critical_discount(stage, trade, punishment="grim")
print(grim.explain())
print(f"The weak link is {grim.weak_link}; the least discount factor is {grim.exact}.")

softer = pg.automaton("limited_punishment", stage, path=trade, periods=2)
print(f"Two periods of punishment need {softer.discounts()[0].lower.value:.3f} instead of {grim.value:.3f}.")
