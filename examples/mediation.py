"""How much can a mediator add by confidential advice alone?"""

import policygames as pg

game = pg.scenario("mediated_escalation").game()
unaided = pg.solve(game, "nash")
mediated = pg.solve(game, "correlated", objective="welfare")
print(mediated.explain())

mixed = next(one for one in unaided.equilibria if max(one.exact[0]) < 1)
total = sum(mediated.equilibria[0].exact_payoffs)
print(f"Unaided and symmetric, both together get {sum(mixed.exact_payoffs)}; with advice {total}.")
