from policygames.v1 import candidates_pb2 as _candidates_pb2
from policygames.v1 import folk_sets_pb2 as _folk_sets_pb2
from policygames.v1 import regimes_pb2 as _regimes_pb2
from policygames.v1 import solutions_pb2 as _solutions_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class OutcomeTarget(_message.Message):
    __slots__ = ("profile", "lottery")
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    LOTTERY_FIELD_NUMBER: _ClassVar[int]
    profile: _candidates_pb2.MixedProfile
    lottery: TargetLottery
    def __init__(self, profile: _Optional[_Union[_candidates_pb2.MixedProfile, _Mapping]] = ..., lottery: _Optional[_Union[TargetLottery, _Mapping]] = ...) -> None: ...

class TargetLottery(_message.Message):
    __slots__ = ("chances",)
    CHANCES_FIELD_NUMBER: _ClassVar[int]
    chances: _containers.RepeatedCompositeFieldContainer[_folk_sets_pb2.JointAction]
    def __init__(self, chances: _Optional[_Iterable[_Union[_folk_sets_pb2.JointAction, _Mapping]]] = ...) -> None: ...

class PaymentQuestion(_message.Message):
    __slots__ = ("target", "goal", "margin", "instruments", "contingent", "payers", "cost", "budget", "answers")
    TARGET_FIELD_NUMBER: _ClassVar[int]
    GOAL_FIELD_NUMBER: _ClassVar[int]
    MARGIN_FIELD_NUMBER: _ClassVar[int]
    INSTRUMENTS_FIELD_NUMBER: _ClassVar[int]
    CONTINGENT_FIELD_NUMBER: _ClassVar[int]
    PAYERS_FIELD_NUMBER: _ClassVar[int]
    COST_FIELD_NUMBER: _ClassVar[int]
    BUDGET_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    target: OutcomeTarget
    goal: str
    margin: str
    instruments: str
    contingent: str
    payers: _containers.RepeatedScalarFieldContainer[int]
    cost: str
    budget: _containers.RepeatedCompositeFieldContainer[BudgetLimit]
    answers: _containers.RepeatedCompositeFieldContainer[DeviationAnswers]
    def __init__(self, target: _Optional[_Union[OutcomeTarget, _Mapping]] = ..., goal: _Optional[str] = ..., margin: _Optional[str] = ..., instruments: _Optional[str] = ..., contingent: _Optional[str] = ..., payers: _Optional[_Iterable[int]] = ..., cost: _Optional[str] = ..., budget: _Optional[_Iterable[_Union[BudgetLimit, _Mapping]]] = ..., answers: _Optional[_Iterable[_Union[DeviationAnswers, _Mapping]]] = ...) -> None: ...

class DeviationAnswers(_message.Message):
    __slots__ = ("profiles",)
    PROFILES_FIELD_NUMBER: _ClassVar[int]
    profiles: _containers.RepeatedCompositeFieldContainer[_candidates_pb2.PureProfile]
    def __init__(self, profiles: _Optional[_Iterable[_Union[_candidates_pb2.PureProfile, _Mapping]]] = ...) -> None: ...

class BudgetLimit(_message.Message):
    __slots__ = ("player", "most")
    PLAYER_FIELD_NUMBER: _ClassVar[int]
    MOST_FIELD_NUMBER: _ClassVar[int]
    player: int
    most: str
    def __init__(self, player: _Optional[int] = ..., most: _Optional[str] = ...) -> None: ...

class PaymentIntervention(_message.Message):
    __slots__ = ("game_digest", "question", "cost", "change", "order", "certificate", "least")
    GAME_DIGEST_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    COST_FIELD_NUMBER: _ClassVar[int]
    CHANGE_FIELD_NUMBER: _ClassVar[int]
    ORDER_FIELD_NUMBER: _ClassVar[int]
    CERTIFICATE_FIELD_NUMBER: _ClassVar[int]
    LEAST_FIELD_NUMBER: _ClassVar[int]
    game_digest: str
    question: PaymentQuestion
    cost: str
    change: _containers.RepeatedCompositeFieldContainer[Promise]
    order: _containers.RepeatedCompositeFieldContainer[ActionExit]
    certificate: _solutions_pb2.Certificate
    least: PricedLeast
    def __init__(self, game_digest: _Optional[str] = ..., question: _Optional[_Union[PaymentQuestion, _Mapping]] = ..., cost: _Optional[str] = ..., change: _Optional[_Iterable[_Union[Promise, _Mapping]]] = ..., order: _Optional[_Iterable[_Union[ActionExit, _Mapping]]] = ..., certificate: _Optional[_Union[_solutions_pb2.Certificate, _Mapping]] = ..., least: _Optional[_Union[PricedLeast, _Mapping]] = ...) -> None: ...

class Promise(_message.Message):
    __slots__ = ("player", "sanction", "payer", "profile", "action", "payer_action", "amount")
    PLAYER_FIELD_NUMBER: _ClassVar[int]
    SANCTION_FIELD_NUMBER: _ClassVar[int]
    PAYER_FIELD_NUMBER: _ClassVar[int]
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    PAYER_ACTION_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    player: int
    sanction: bool
    payer: int
    profile: _candidates_pb2.PureProfile
    action: int
    payer_action: int
    amount: str
    def __init__(self, player: _Optional[int] = ..., sanction: bool = ..., payer: _Optional[int] = ..., profile: _Optional[_Union[_candidates_pb2.PureProfile, _Mapping]] = ..., action: _Optional[int] = ..., payer_action: _Optional[int] = ..., amount: _Optional[str] = ...) -> None: ...

class ActionExit(_message.Message):
    __slots__ = ("player", "action", "by")
    PLAYER_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    player: int
    action: int
    by: int
    def __init__(self, player: _Optional[int] = ..., action: _Optional[int] = ..., by: _Optional[int] = ...) -> None: ...

class PricedLeast(_message.Message):
    __slots__ = ("bound", "prices", "searched")
    BOUND_FIELD_NUMBER: _ClassVar[int]
    PRICES_FIELD_NUMBER: _ClassVar[int]
    SEARCHED_FIELD_NUMBER: _ClassVar[int]
    bound: str
    prices: _containers.RepeatedCompositeFieldContainer[PricedCondition]
    searched: bool
    def __init__(self, bound: _Optional[str] = ..., prices: _Optional[_Iterable[_Union[PricedCondition, _Mapping]]] = ..., searched: bool = ...) -> None: ...

class PricedCondition(_message.Message):
    __slots__ = ("demand", "cap", "reserve", "lasting", "price")
    DEMAND_FIELD_NUMBER: _ClassVar[int]
    CAP_FIELD_NUMBER: _ClassVar[int]
    RESERVE_FIELD_NUMBER: _ClassVar[int]
    LASTING_FIELD_NUMBER: _ClassVar[int]
    PRICE_FIELD_NUMBER: _ClassVar[int]
    demand: Demand
    cap: BudgetCap
    reserve: _candidates_pb2.PureProfile
    lasting: LastingDemand
    price: str
    def __init__(self, demand: _Optional[_Union[Demand, _Mapping]] = ..., cap: _Optional[_Union[BudgetCap, _Mapping]] = ..., reserve: _Optional[_Union[_candidates_pb2.PureProfile, _Mapping]] = ..., lasting: _Optional[_Union[LastingDemand, _Mapping]] = ..., price: _Optional[str] = ...) -> None: ...

class Demand(_message.Message):
    __slots__ = ("player", "action", "other", "against", "margin")
    PLAYER_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    OTHER_FIELD_NUMBER: _ClassVar[int]
    AGAINST_FIELD_NUMBER: _ClassVar[int]
    MARGIN_FIELD_NUMBER: _ClassVar[int]
    player: int
    action: int
    other: int
    against: _containers.RepeatedCompositeFieldContainer[_folk_sets_pb2.JointAction]
    margin: str
    def __init__(self, player: _Optional[int] = ..., action: _Optional[int] = ..., other: _Optional[int] = ..., against: _Optional[_Iterable[_Union[_folk_sets_pb2.JointAction, _Mapping]]] = ..., margin: _Optional[str] = ...) -> None: ...

class LastingDemand(_message.Message):
    __slots__ = ("player", "other", "path", "answer", "discount", "margin")
    PLAYER_FIELD_NUMBER: _ClassVar[int]
    OTHER_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    DISCOUNT_FIELD_NUMBER: _ClassVar[int]
    MARGIN_FIELD_NUMBER: _ClassVar[int]
    player: int
    other: int
    path: _candidates_pb2.PureProfile
    answer: _candidates_pb2.PureProfile
    discount: str
    margin: str
    def __init__(self, player: _Optional[int] = ..., other: _Optional[int] = ..., path: _Optional[_Union[_candidates_pb2.PureProfile, _Mapping]] = ..., answer: _Optional[_Union[_candidates_pb2.PureProfile, _Mapping]] = ..., discount: _Optional[str] = ..., margin: _Optional[str] = ...) -> None: ...

class BudgetCap(_message.Message):
    __slots__ = ("player", "profile")
    PLAYER_FIELD_NUMBER: _ClassVar[int]
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    player: int
    profile: _candidates_pb2.PureProfile
    def __init__(self, player: _Optional[int] = ..., profile: _Optional[_Union[_candidates_pb2.PureProfile, _Mapping]] = ...) -> None: ...

class CommitmentQuestion(_message.Message):
    __slots__ = ("target", "margin", "leader")
    TARGET_FIELD_NUMBER: _ClassVar[int]
    MARGIN_FIELD_NUMBER: _ClassVar[int]
    LEADER_FIELD_NUMBER: _ClassVar[int]
    target: _candidates_pb2.PureProfile
    margin: str
    leader: int
    def __init__(self, target: _Optional[_Union[_candidates_pb2.PureProfile, _Mapping]] = ..., margin: _Optional[str] = ..., leader: _Optional[int] = ...) -> None: ...

class CommitmentIntervention(_message.Message):
    __slots__ = ("game_digest", "question", "cost", "change", "certificate", "prices")
    GAME_DIGEST_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    COST_FIELD_NUMBER: _ClassVar[int]
    CHANGE_FIELD_NUMBER: _ClassVar[int]
    CERTIFICATE_FIELD_NUMBER: _ClassVar[int]
    PRICES_FIELD_NUMBER: _ClassVar[int]
    game_digest: str
    question: CommitmentQuestion
    cost: str
    change: _containers.RepeatedCompositeFieldContainer[Pledge]
    certificate: _solutions_pb2.Certificate
    prices: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, game_digest: _Optional[str] = ..., question: _Optional[_Union[CommitmentQuestion, _Mapping]] = ..., cost: _Optional[str] = ..., change: _Optional[_Iterable[_Union[Pledge, _Mapping]]] = ..., certificate: _Optional[_Union[_solutions_pb2.Certificate, _Mapping]] = ..., prices: _Optional[_Iterable[str]] = ...) -> None: ...

class Pledge(_message.Message):
    __slots__ = ("player", "strategy")
    PLAYER_FIELD_NUMBER: _ClassVar[int]
    STRATEGY_FIELD_NUMBER: _ClassVar[int]
    player: int
    strategy: _candidates_pb2.MixedStrategy
    def __init__(self, player: _Optional[int] = ..., strategy: _Optional[_Union[_candidates_pb2.MixedStrategy, _Mapping]] = ...) -> None: ...

class AlarmQuestion(_message.Message):
    __slots__ = ("path", "punishment", "false_alarms")
    PATH_FIELD_NUMBER: _ClassVar[int]
    PUNISHMENT_FIELD_NUMBER: _ClassVar[int]
    FALSE_ALARMS_FIELD_NUMBER: _ClassVar[int]
    path: _candidates_pb2.PureProfile
    punishment: _candidates_pb2.MixedProfile
    false_alarms: str
    def __init__(self, path: _Optional[_Union[_candidates_pb2.PureProfile, _Mapping]] = ..., punishment: _Optional[_Union[_candidates_pb2.MixedProfile, _Mapping]] = ..., false_alarms: _Optional[str] = ...) -> None: ...

class MonitoringIntervention(_message.Message):
    __slots__ = ("game_digest", "question", "cost", "certificate", "least")
    GAME_DIGEST_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    COST_FIELD_NUMBER: _ClassVar[int]
    CERTIFICATE_FIELD_NUMBER: _ClassVar[int]
    LEAST_FIELD_NUMBER: _ClassVar[int]
    game_digest: str
    question: AlarmQuestion
    cost: str
    certificate: _solutions_pb2.Certificate
    least: AlarmNeed
    def __init__(self, game_digest: _Optional[str] = ..., question: _Optional[_Union[AlarmQuestion, _Mapping]] = ..., cost: _Optional[str] = ..., certificate: _Optional[_Union[_solutions_pb2.Certificate, _Mapping]] = ..., least: _Optional[_Union[AlarmNeed, _Mapping]] = ...) -> None: ...

class AlarmNeed(_message.Message):
    __slots__ = ("player", "action", "gain", "loss")
    PLAYER_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    GAIN_FIELD_NUMBER: _ClassVar[int]
    LOSS_FIELD_NUMBER: _ClassVar[int]
    player: int
    action: int
    gain: str
    loss: str
    def __init__(self, player: _Optional[int] = ..., action: _Optional[int] = ..., gain: _Optional[str] = ..., loss: _Optional[str] = ...) -> None: ...

class Robustness(_message.Message):
    __slots__ = ("equilibrium", "weakest", "weakest_support", "solution", "unsolved")
    EQUILIBRIUM_FIELD_NUMBER: _ClassVar[int]
    WEAKEST_FIELD_NUMBER: _ClassVar[int]
    WEAKEST_SUPPORT_FIELD_NUMBER: _ClassVar[int]
    SOLUTION_FIELD_NUMBER: _ClassVar[int]
    UNSOLVED_FIELD_NUMBER: _ClassVar[int]
    equilibrium: _solutions_pb2.Equilibrium
    weakest: ErrorBreak
    weakest_support: ErrorBreak
    solution: _solutions_pb2.Solution
    unsolved: str
    def __init__(self, equilibrium: _Optional[_Union[_solutions_pb2.Equilibrium, _Mapping]] = ..., weakest: _Optional[_Union[ErrorBreak, _Mapping]] = ..., weakest_support: _Optional[_Union[ErrorBreak, _Mapping]] = ..., solution: _Optional[_Union[_solutions_pb2.Solution, _Mapping]] = ..., unsolved: _Optional[str] = ...) -> None: ...

class ErrorBreak(_message.Message):
    __slots__ = ("radius", "player", "kind", "action", "signs")
    RADIUS_FIELD_NUMBER: _ClassVar[int]
    PLAYER_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    SIGNS_FIELD_NUMBER: _ClassVar[int]
    radius: str
    player: int
    kind: str
    action: int
    signs: _containers.RepeatedCompositeFieldContainer[ErrorSign]
    def __init__(self, radius: _Optional[str] = ..., player: _Optional[int] = ..., kind: _Optional[str] = ..., action: _Optional[int] = ..., signs: _Optional[_Iterable[_Union[ErrorSign, _Mapping]]] = ...) -> None: ...

class ErrorSign(_message.Message):
    __slots__ = ("action", "sign")
    ACTION_FIELD_NUMBER: _ClassVar[int]
    SIGN_FIELD_NUMBER: _ClassVar[int]
    action: int
    sign: int
    def __init__(self, action: _Optional[int] = ..., sign: _Optional[int] = ...) -> None: ...

class ParameterQuestion(_message.Message):
    __slots__ = ("forms", "axes", "target", "margin", "norm", "punishments", "pieces", "cells")
    FORMS_FIELD_NUMBER: _ClassVar[int]
    AXES_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    MARGIN_FIELD_NUMBER: _ClassVar[int]
    NORM_FIELD_NUMBER: _ClassVar[int]
    PUNISHMENTS_FIELD_NUMBER: _ClassVar[int]
    PIECES_FIELD_NUMBER: _ClassVar[int]
    CELLS_FIELD_NUMBER: _ClassVar[int]
    forms: _regimes_pb2.GameForms
    axes: _containers.RepeatedCompositeFieldContainer[_regimes_pb2.Axis]
    target: _candidates_pb2.PureProfile
    margin: str
    norm: str
    punishments: _containers.RepeatedCompositeFieldContainer[_candidates_pb2.PureProfile]
    pieces: _containers.RepeatedCompositeFieldContainer[_regimes_pb2.GamePiece]
    cells: _containers.RepeatedCompositeFieldContainer[GameCell]
    def __init__(self, forms: _Optional[_Union[_regimes_pb2.GameForms, _Mapping]] = ..., axes: _Optional[_Iterable[_Union[_regimes_pb2.Axis, _Mapping]]] = ..., target: _Optional[_Union[_candidates_pb2.PureProfile, _Mapping]] = ..., margin: _Optional[str] = ..., norm: _Optional[str] = ..., punishments: _Optional[_Iterable[_Union[_candidates_pb2.PureProfile, _Mapping]]] = ..., pieces: _Optional[_Iterable[_Union[_regimes_pb2.GamePiece, _Mapping]]] = ..., cells: _Optional[_Iterable[_Union[GameCell, _Mapping]]] = ...) -> None: ...

class GameCell(_message.Message):
    __slots__ = ("forms", "guards")
    FORMS_FIELD_NUMBER: _ClassVar[int]
    GUARDS_FIELD_NUMBER: _ClassVar[int]
    forms: _regimes_pb2.GameForms
    guards: _containers.RepeatedCompositeFieldContainer[FormSigns]
    def __init__(self, forms: _Optional[_Union[_regimes_pb2.GameForms, _Mapping]] = ..., guards: _Optional[_Iterable[_Union[FormSigns, _Mapping]]] = ...) -> None: ...

class FormSigns(_message.Message):
    __slots__ = ("form", "signs")
    FORM_FIELD_NUMBER: _ClassVar[int]
    SIGNS_FIELD_NUMBER: _ClassVar[int]
    form: _regimes_pb2.Form
    signs: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, form: _Optional[_Union[_regimes_pb2.Form, _Mapping]] = ..., signs: _Optional[_Iterable[int]] = ...) -> None: ...

class ParameterIntervention(_message.Message):
    __slots__ = ("punishment", "values", "cost", "low", "certificate", "least", "prices", "unattained")
    PUNISHMENT_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    COST_FIELD_NUMBER: _ClassVar[int]
    LOW_FIELD_NUMBER: _ClassVar[int]
    CERTIFICATE_FIELD_NUMBER: _ClassVar[int]
    LEAST_FIELD_NUMBER: _ClassVar[int]
    PRICES_FIELD_NUMBER: _ClassVar[int]
    UNATTAINED_FIELD_NUMBER: _ClassVar[int]
    punishment: _candidates_pb2.PureProfile
    values: _containers.RepeatedScalarFieldContainer[str]
    cost: str
    low: str
    certificate: _solutions_pb2.Certificate
    least: _containers.RepeatedScalarFieldContainer[int]
    prices: _containers.RepeatedScalarFieldContainer[str]
    unattained: bool
    def __init__(self, punishment: _Optional[_Union[_candidates_pb2.PureProfile, _Mapping]] = ..., values: _Optional[_Iterable[str]] = ..., cost: _Optional[str] = ..., low: _Optional[str] = ..., certificate: _Optional[_Union[_solutions_pb2.Certificate, _Mapping]] = ..., least: _Optional[_Iterable[int]] = ..., prices: _Optional[_Iterable[str]] = ..., unattained: bool = ...) -> None: ...
