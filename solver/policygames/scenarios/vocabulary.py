"""The closed words of the format: analyses with their options, and what a later version will read."""

from __future__ import annotations

_SUSTAINED = ("path", "punishment", "punishments", "monitoring", "transfers")
_CHANGED = (
    "lever",
    "target",
    "goal",
    "parameters",
    "margin",
    "norm",
    "leader",
    "punishment",
    "transfers",
    "false_alarms",
)
_PAID = ("instruments", "contingent", "payers", "budget", "cost")
_STUDIED = ("design", "over", "draws", "seed", "report")
ANALYSES: dict[str, tuple[str, ...]] = {
    "nash": ("symmetric", "up_to", "at"),
    "pure_nash": ("up_to", "at"),
    "correlated": ("objective", "at"),
    "coarse_correlated": ("objective", "at"),
    "stackelberg": ("leader", "followers", "strategies", "at"),
    "rationalizable": ("strict", "at"),
    "undominated": ("strict", "rounds", "at"),
    "zero_sum": ("at",),
    "quantal_response": ("precision", "at"),
    "risk_dominant": ("at",),
    "evolutionarily_stable": ("at",),
    "bayes_nash": ("at",),
    "subgame_perfect": ("at",),
    "public_perfect": ("at",),
    "strongly_symmetric": ("at",),
    "critical_discount": _SUSTAINED,
    "intervene": (*_CHANGED, *_PAID),
    "regimes": ("over",),
    "robustness": ("of",),
    "study": _STUDIED,
    "welfare": ("objective",),
    "potential": (),
    "value_of_information": ("player", "about"),
}
"""Analysis → the options that it may have in a file."""

GOALS = ("equilibrium", "dominant", "unique")
INSTRUMENTS = ("payments", "sanctions", "both")
LEVERS = ("parameters", "payment", "commitment", "discount", "monitoring")
MONITORING = ("perfect", "public", "private")
OBJECTIVES = ("welfare", "egalitarian")
PUNISHMENTS = ("optimal", "grim", "tit_for_tat", "stick_and_carrot")
"""Punishments that a word says; others say for how many periods, or what is played."""
DESIGNS = ("grid", "lhs", "sobol", "csv")
REPORTED = ("payoffs", "pure_equilibria")
"""What a study reports beside the other analyses of its file."""

TOLD = ("answer", "what_it_takes")
"""What a finding may tell beside others: the answer to the question, what would bring about a wanted outcome."""

TOPICS = (
    *("export_controls", "firm_between_two_fires", "rival_entry", "self_sufficiency", "open_or_closed"),
    *("standards_blocs", "third_path", "global_south", "mediation", "dual_supply_chains", "compute_and_talent_race"),
    *("accidental_escalation", "detente", "technical_cooperation", "global_governance", "arms_race"),
    "provider_restrictions",
)

LATER_FORMS = {"points": "the distribution points"}

PLAYED_REPEATEDLY = ("subgame_perfect", "public_perfect", "strongly_symmetric")
"""Analyses that are concepts of repeated games."""

SOLVED = (
    *("nash", "pure_nash", "correlated", "coarse_correlated", "stackelberg", "rationalizable", "undominated"),
    *("zero_sum", "quantal_response", "risk_dominant", "evolutionarily_stable", "bayes_nash", *PLAYED_REPEATEDLY),
)
"""Analyses that are solution concepts: the solver says which of them it has."""
