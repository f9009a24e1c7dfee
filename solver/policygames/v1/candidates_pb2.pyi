from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Candidate(_message.Message):
    __slots__ = ("mixed_profile", "automaton", "advice", "commitment", "action_sets", "quantal_response", "crowd", "enclosure")
    MIXED_PROFILE_FIELD_NUMBER: _ClassVar[int]
    AUTOMATON_FIELD_NUMBER: _ClassVar[int]
    ADVICE_FIELD_NUMBER: _ClassVar[int]
    COMMITMENT_FIELD_NUMBER: _ClassVar[int]
    ACTION_SETS_FIELD_NUMBER: _ClassVar[int]
    QUANTAL_RESPONSE_FIELD_NUMBER: _ClassVar[int]
    CROWD_FIELD_NUMBER: _ClassVar[int]
    ENCLOSURE_FIELD_NUMBER: _ClassVar[int]
    mixed_profile: MixedProfile
    automaton: Automaton
    advice: Advice
    commitment: Commitment
    action_sets: ActionSets
    quantal_response: QuantalResponse
    crowd: Crowd
    enclosure: Enclosure
    def __init__(self, mixed_profile: _Optional[_Union[MixedProfile, _Mapping]] = ..., automaton: _Optional[_Union[Automaton, _Mapping]] = ..., advice: _Optional[_Union[Advice, _Mapping]] = ..., commitment: _Optional[_Union[Commitment, _Mapping]] = ..., action_sets: _Optional[_Union[ActionSets, _Mapping]] = ..., quantal_response: _Optional[_Union[QuantalResponse, _Mapping]] = ..., crowd: _Optional[_Union[Crowd, _Mapping]] = ..., enclosure: _Optional[_Union[Enclosure, _Mapping]] = ...) -> None: ...

class PureProfile(_message.Message):
    __slots__ = ("actions",)
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    actions: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, actions: _Optional[_Iterable[int]] = ...) -> None: ...

class MixedProfile(_message.Message):
    __slots__ = ("strategies",)
    STRATEGIES_FIELD_NUMBER: _ClassVar[int]
    strategies: _containers.RepeatedCompositeFieldContainer[MixedStrategy]
    def __init__(self, strategies: _Optional[_Iterable[_Union[MixedStrategy, _Mapping]]] = ...) -> None: ...

class MixedStrategy(_message.Message):
    __slots__ = ("probabilities",)
    PROBABILITIES_FIELD_NUMBER: _ClassVar[int]
    probabilities: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, probabilities: _Optional[_Iterable[str]] = ...) -> None: ...

class Automaton(_message.Message):
    __slots__ = ("start", "states", "starts")
    START_FIELD_NUMBER: _ClassVar[int]
    STATES_FIELD_NUMBER: _ClassVar[int]
    STARTS_FIELD_NUMBER: _ClassVar[int]
    start: str
    states: _containers.RepeatedCompositeFieldContainer[State]
    starts: _containers.RepeatedCompositeFieldContainer[Target]
    def __init__(self, start: _Optional[str] = ..., states: _Optional[_Iterable[_Union[State, _Mapping]]] = ..., starts: _Optional[_Iterable[_Union[Target, _Mapping]]] = ...) -> None: ...

class State(_message.Message):
    __slots__ = ("name", "pure", "mixed", "moves")
    NAME_FIELD_NUMBER: _ClassVar[int]
    PURE_FIELD_NUMBER: _ClassVar[int]
    MIXED_FIELD_NUMBER: _ClassVar[int]
    MOVES_FIELD_NUMBER: _ClassVar[int]
    name: str
    pure: PureProfile
    mixed: MixedProfile
    moves: _containers.RepeatedCompositeFieldContainer[Move]
    def __init__(self, name: _Optional[str] = ..., pure: _Optional[_Union[PureProfile, _Mapping]] = ..., mixed: _Optional[_Union[MixedProfile, _Mapping]] = ..., moves: _Optional[_Iterable[_Union[Move, _Mapping]]] = ...) -> None: ...

class Move(_message.Message):
    __slots__ = ("profile", "signal", "targets")
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    SIGNAL_FIELD_NUMBER: _ClassVar[int]
    TARGETS_FIELD_NUMBER: _ClassVar[int]
    profile: PureProfile
    signal: str
    targets: _containers.RepeatedCompositeFieldContainer[Target]
    def __init__(self, profile: _Optional[_Union[PureProfile, _Mapping]] = ..., signal: _Optional[str] = ..., targets: _Optional[_Iterable[_Union[Target, _Mapping]]] = ...) -> None: ...

class Target(_message.Message):
    __slots__ = ("state", "probability")
    STATE_FIELD_NUMBER: _ClassVar[int]
    PROBABILITY_FIELD_NUMBER: _ClassVar[int]
    state: str
    probability: str
    def __init__(self, state: _Optional[str] = ..., probability: _Optional[str] = ...) -> None: ...

class Advice(_message.Message):
    __slots__ = ("shape", "draws", "objective", "weights", "prices")
    SHAPE_FIELD_NUMBER: _ClassVar[int]
    DRAWS_FIELD_NUMBER: _ClassVar[int]
    OBJECTIVE_FIELD_NUMBER: _ClassVar[int]
    WEIGHTS_FIELD_NUMBER: _ClassVar[int]
    PRICES_FIELD_NUMBER: _ClassVar[int]
    shape: _containers.RepeatedScalarFieldContainer[int]
    draws: _containers.RepeatedCompositeFieldContainer[Draw]
    objective: _containers.RepeatedScalarFieldContainer[str]
    weights: _containers.RepeatedScalarFieldContainer[str]
    prices: _containers.RepeatedCompositeFieldContainer[Price]
    def __init__(self, shape: _Optional[_Iterable[int]] = ..., draws: _Optional[_Iterable[_Union[Draw, _Mapping]]] = ..., objective: _Optional[_Iterable[str]] = ..., weights: _Optional[_Iterable[str]] = ..., prices: _Optional[_Iterable[_Union[Price, _Mapping]]] = ...) -> None: ...

class Draw(_message.Message):
    __slots__ = ("profile", "probability")
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    PROBABILITY_FIELD_NUMBER: _ClassVar[int]
    profile: PureProfile
    probability: str
    def __init__(self, profile: _Optional[_Union[PureProfile, _Mapping]] = ..., probability: _Optional[str] = ...) -> None: ...

class Price(_message.Message):
    __slots__ = ("player", "advised", "deviation", "price")
    PLAYER_FIELD_NUMBER: _ClassVar[int]
    ADVISED_FIELD_NUMBER: _ClassVar[int]
    DEVIATION_FIELD_NUMBER: _ClassVar[int]
    PRICE_FIELD_NUMBER: _ClassVar[int]
    player: int
    advised: int
    deviation: int
    price: str
    def __init__(self, player: _Optional[int] = ..., advised: _Optional[int] = ..., deviation: _Optional[int] = ..., price: _Optional[str] = ...) -> None: ...

class Commitment(_message.Message):
    __slots__ = ("leader", "followers", "profile", "supremum", "bounds", "limit")
    LEADER_FIELD_NUMBER: _ClassVar[int]
    FOLLOWERS_FIELD_NUMBER: _ClassVar[int]
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    SUPREMUM_FIELD_NUMBER: _ClassVar[int]
    BOUNDS_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    leader: int
    followers: str
    profile: MixedProfile
    supremum: str
    bounds: _containers.RepeatedCompositeFieldContainer[ReplyBound]
    limit: Limit
    def __init__(self, leader: _Optional[int] = ..., followers: _Optional[str] = ..., profile: _Optional[_Union[MixedProfile, _Mapping]] = ..., supremum: _Optional[str] = ..., bounds: _Optional[_Iterable[_Union[ReplyBound, _Mapping]]] = ..., limit: _Optional[_Union[Limit, _Mapping]] = ...) -> None: ...

class ReplyBound(_message.Message):
    __slots__ = ("reply", "weights", "prices")
    REPLY_FIELD_NUMBER: _ClassVar[int]
    WEIGHTS_FIELD_NUMBER: _ClassVar[int]
    PRICES_FIELD_NUMBER: _ClassVar[int]
    reply: int
    weights: _containers.RepeatedCompositeFieldContainer[ActionShare]
    prices: _containers.RepeatedCompositeFieldContainer[ActionShare]
    def __init__(self, reply: _Optional[int] = ..., weights: _Optional[_Iterable[_Union[ActionShare, _Mapping]]] = ..., prices: _Optional[_Iterable[_Union[ActionShare, _Mapping]]] = ...) -> None: ...

class Limit(_message.Message):
    __slots__ = ("commitment", "strict")
    COMMITMENT_FIELD_NUMBER: _ClassVar[int]
    STRICT_FIELD_NUMBER: _ClassVar[int]
    commitment: MixedStrategy
    strict: MixedStrategy
    def __init__(self, commitment: _Optional[_Union[MixedStrategy, _Mapping]] = ..., strict: _Optional[_Union[MixedStrategy, _Mapping]] = ...) -> None: ...

class ActionShare(_message.Message):
    __slots__ = ("action", "share")
    ACTION_FIELD_NUMBER: _ClassVar[int]
    SHARE_FIELD_NUMBER: _ClassVar[int]
    action: int
    share: str
    def __init__(self, action: _Optional[int] = ..., share: _Optional[str] = ...) -> None: ...

class QuantalResponse(_message.Message):
    __slots__ = ("precision", "profile", "radius", "residual")
    PRECISION_FIELD_NUMBER: _ClassVar[int]
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    RADIUS_FIELD_NUMBER: _ClassVar[int]
    RESIDUAL_FIELD_NUMBER: _ClassVar[int]
    precision: str
    profile: MixedProfile
    radius: str
    residual: str
    def __init__(self, precision: _Optional[str] = ..., profile: _Optional[_Union[MixedProfile, _Mapping]] = ..., radius: _Optional[str] = ..., residual: _Optional[str] = ...) -> None: ...

class ActionSets(_message.Message):
    __slots__ = ("survivors", "rounds", "limit", "steps", "conjectures", "another")
    SURVIVORS_FIELD_NUMBER: _ClassVar[int]
    ROUNDS_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    CONJECTURES_FIELD_NUMBER: _ClassVar[int]
    ANOTHER_FIELD_NUMBER: _ClassVar[int]
    survivors: _containers.RepeatedCompositeFieldContainer[ActionSet]
    rounds: int
    limit: int
    steps: _containers.RepeatedCompositeFieldContainer[Elimination]
    conjectures: _containers.RepeatedCompositeFieldContainer[Conjecture]
    another: ActionSets
    def __init__(self, survivors: _Optional[_Iterable[_Union[ActionSet, _Mapping]]] = ..., rounds: _Optional[int] = ..., limit: _Optional[int] = ..., steps: _Optional[_Iterable[_Union[Elimination, _Mapping]]] = ..., conjectures: _Optional[_Iterable[_Union[Conjecture, _Mapping]]] = ..., another: _Optional[_Union[ActionSets, _Mapping]] = ...) -> None: ...

class ActionSet(_message.Message):
    __slots__ = ("actions",)
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    actions: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, actions: _Optional[_Iterable[int]] = ...) -> None: ...

class Elimination(_message.Message):
    __slots__ = ("round", "player", "action", "mix")
    ROUND_FIELD_NUMBER: _ClassVar[int]
    PLAYER_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    MIX_FIELD_NUMBER: _ClassVar[int]
    round: int
    player: int
    action: int
    mix: _containers.RepeatedCompositeFieldContainer[ActionShare]
    def __init__(self, round: _Optional[int] = ..., player: _Optional[int] = ..., action: _Optional[int] = ..., mix: _Optional[_Iterable[_Union[ActionShare, _Mapping]]] = ...) -> None: ...

class Conjecture(_message.Message):
    __slots__ = ("round", "player", "action", "draws")
    ROUND_FIELD_NUMBER: _ClassVar[int]
    PLAYER_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    DRAWS_FIELD_NUMBER: _ClassVar[int]
    round: int
    player: int
    action: int
    draws: _containers.RepeatedCompositeFieldContainer[Draw]
    def __init__(self, round: _Optional[int] = ..., player: _Optional[int] = ..., action: _Optional[int] = ..., draws: _Optional[_Iterable[_Union[Draw, _Mapping]]] = ...) -> None: ...

class Crowd(_message.Message):
    __slots__ = ("groups",)
    GROUPS_FIELD_NUMBER: _ClassVar[int]
    groups: _containers.RepeatedCompositeFieldContainer[CrowdGroup]
    def __init__(self, groups: _Optional[_Iterable[_Union[CrowdGroup, _Mapping]]] = ...) -> None: ...

class CrowdGroup(_message.Message):
    __slots__ = ("factions",)
    FACTIONS_FIELD_NUMBER: _ClassVar[int]
    factions: _containers.RepeatedCompositeFieldContainer[Faction]
    def __init__(self, factions: _Optional[_Iterable[_Union[Faction, _Mapping]]] = ...) -> None: ...

class Faction(_message.Message):
    __slots__ = ("count", "strategy")
    COUNT_FIELD_NUMBER: _ClassVar[int]
    STRATEGY_FIELD_NUMBER: _ClassVar[int]
    count: int
    strategy: MixedStrategy
    def __init__(self, count: _Optional[int] = ..., strategy: _Optional[_Union[MixedStrategy, _Mapping]] = ...) -> None: ...

class Enclosure(_message.Message):
    __slots__ = ("low", "high", "preconditioner")
    LOW_FIELD_NUMBER: _ClassVar[int]
    HIGH_FIELD_NUMBER: _ClassVar[int]
    PRECONDITIONER_FIELD_NUMBER: _ClassVar[int]
    low: MixedProfile
    high: MixedProfile
    preconditioner: _containers.RepeatedCompositeFieldContainer[PreconditionerRow]
    def __init__(self, low: _Optional[_Union[MixedProfile, _Mapping]] = ..., high: _Optional[_Union[MixedProfile, _Mapping]] = ..., preconditioner: _Optional[_Iterable[_Union[PreconditionerRow, _Mapping]]] = ...) -> None: ...

class PreconditionerRow(_message.Message):
    __slots__ = ("entries",)
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    entries: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, entries: _Optional[_Iterable[str]] = ...) -> None: ...
