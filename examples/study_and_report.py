"""How sure is the answer over the declared ranges? A study of 2,048 draws, and a report to hand on."""

import policygames as pg

scenario = pg.scenario("chip_controls_and_boycott")
study = pg.study(scenario, draws=2048, design="sobol", seed=7, out="boycott-study")
print(study.frequencies().head(3).to_string(index=False))
print(study.findings().to_string(index=False))
print(study.discover("both_lose").sentence)

print("Open", study.report("boycott.html", parts=True))
