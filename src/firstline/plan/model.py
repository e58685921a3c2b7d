"""The plan of a hotline, as it is written: sections, their keys and what is meant without them.

Values are frozen. A section by itself is well-formed; whether its names exist and make sense
together is asked in check.py. It knows nothing of YAML, nor of the switchboard.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import BeforeValidator, ConfigDict, Field, PrivateAttr, WithJsonSchema

from firstline.domain.time import DAY, MINUTE, NEVER, SECOND
from firstline.plan.addresses import Networks, SipUri
from firstline.plan.demand import Demand
from firstline.plan.part import Part, filled, listing, one_or_more, shorthand
from firstline.plan.rules import Limits, Policy
from firstline.plan.secret import Secret
from firstline.plan.spoken import Label, SoundFile, Words
from firstline.plan.times import Day, Hours, Length, LengthOrNever, Moment, Timezone
from firstline.plan.tree import Source

Names: TypeAlias = Annotated[
    tuple[str, ...],
    BeforeValidator(one_or_more, json_schema_input_type=str | tuple[str, ...]),
]
Word: TypeAlias = Literal["repeat", "back", "hang_up"]
"What may be written instead of a mapping where something happens next."


class Target(Part):
    """What happens next: exactly one of these."""

    go: str | None = None
    "To another menu."
    stream: str | None = None
    "To an agent who takes this stream."
    say: Words | None = None
    "Say this and end the call: the caller is served without an agent."
    language: str | None = None
    "Go on in this language, with the menu of `go` or with this one."
    repeat: bool = False
    "Say this menu again."
    back: bool = False
    "Back to the menu before."
    hang_up: bool = False
    "Say goodbye and end the call."


Then: TypeAlias = Annotated[
    Target, BeforeValidator(shorthand(*get_args(Word)), json_schema_input_type=Target | Word)
]


class Key(Target):
    """What a key of the menu does, and how it is read out."""

    label: Label | None = None
    "Said as “For …, press N”. A key without one is not read out: say it in the menu's words."


Press: TypeAlias = Annotated[
    Key, BeforeValidator(shorthand(*get_args(Word)), json_schema_input_type=Key | Word)
]


class NoInput(Part):
    """What happens when nothing is pressed."""

    after: Length = 5 * SECOND
    "So long after the end of the prompt."
    tries: int = Field(default=3, ge=1, le=10)
    "How often the menu is said, before `then`."
    say: Words | None = None
    then: Then | None = None
    "Without it: to the operator; where there is none, goodbye."


class NoMatch(Part):
    """What happens when a key is pressed that the menu does not have."""

    tries: int = Field(default=3, ge=1, le=10)
    say: Words | None = None
    then: Then | None = None
    "Without it: to the operator; where there is none, goodbye."


class Menu(Part):
    """What is said, and what each key leads to."""

    say: Words | None = None
    keys: Mapping[str, Press] = Field(default_factory=dict)
    "0 to 9, * and #. Where the plan says nothing else: 0 operator, * back, # again."
    barge_in: bool = True
    "Whether a key cuts the prompt short."
    no_input: NoInput = NoInput()
    no_match: NoMatch = NoMatch()


class Holidays(Part):
    """Public holidays, on which the hotline is closed or keeps other hours."""

    country: str
    "Two letters, like HU; with a part of the country: DE-BY."
    hours: Hours = ()


def _country(written: object) -> object:
    return {"country": written} if isinstance(written, str) else written


class Open(Part):
    """Opening hours: a key for each day or days (mon, mon-fri), and the exceptions."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Hours] = Field(init=False)

    holidays: (
        Annotated[Holidays, BeforeValidator(_country, json_schema_input_type=Holidays | str)] | None
    ) = None
    closed: Annotated[
        tuple[Day, ...],
        BeforeValidator(one_or_more, json_schema_input_type=Day | tuple[Day, ...]),
    ] = ()
    "Dates on which the hotline is closed."
    special: Mapping[Day, Hours] = Field(default_factory=dict)
    "Dates with hours of their own."

    @property
    def days(self) -> Mapping[str, Hours]:
        """The hours by day or days of the week, as written."""
        return self.__pydantic_extra__


def _always(written: object) -> object:
    return {"mon-sun": "always"} if written == "always" else written


class Stream(Part):
    """A kind of demand: who calls about what, and how urgently."""

    label: Label | None = None
    "How people call it."
    service: str = Field(default="", max_length=64)
    "What it is about; incidents are declared for a service."
    caller: Literal["prospect", "customer", "anyone"] = "anyone"
    urgency: Literal["first", "second"] | None = None
    "The queue. Without it: first for prospects, second for everyone else."
    full_at: int | None = Field(default=None, ge=1, le=100_000)
    "So many may wait."
    on_full: Then | None = None
    "What the next caller gets: stream, say or hang_up."
    max_wait: LengthOrNever = int(NEVER)
    on_max_wait: Then | None = None
    "What a caller gets who has waited `max_wait`: stream, say or hang_up."
    record: bool = False
    "Calls are recorded; the caller is told first and may refuse."
    wrap_up: Length | None = None
    "The agent's time after such a call; without it, the hotline's own."
    expected_handle: Length = 4 * MINUTE
    "Mean talk, hold and wrap-up before anything was measured: for expected waits."

    @property
    def first(self) -> bool:
        """Whether its callers stand in the first queue."""
        return (self.urgency or ("first" if self.caller == "prospect" else "second")) == "first"


class Take(Part):
    """How a team takes a stream."""

    level: int = Field(default=1, ge=1, le=9)
    "1 is the first choice; 2 and more help out."
    after: Length | None = None
    "Only calls that have waited so long; without it, policy.widen says."


def _takes(written: object) -> object:
    takes = listing(written)
    if isinstance(takes, dict):
        return {name: {"level": x} if isinstance(x, str) else x for name, x in takes.items()}
    return takes


class Phone(Part):
    """A phone that registers itself, with a password."""

    user: str = Field(default="", max_length=64)
    "Without it: the agent's name."
    password: Secret


class Agent(Part):
    """Who answers. The phone is at a fixed address, or registers."""

    address: SipUri | None = None
    phone: Phone | None = None
    ready_from_start: bool = False
    "Ready as soon as the hotline runs: a reception, a robot."
    extension: Annotated[
        str, Field(pattern=r"^(\d{1,10})?$"), WithJsonSchema({"type": ["string", "integer"]})
    ] = ""
    "A short number by which colleagues dial this agent."


class Team(Part):
    """Agents who take the same streams."""

    label: Label | None = None
    takes: Annotated[
        Mapping[str, Take],
        BeforeValidator(
            _takes, json_schema_input_type=str | list[str] | Mapping[str, Take | int | None]
        ),
    ] = Field(default_factory=dict)
    speaks: Names | None = None
    "Languages; without it, all of the hotline."
    agents: Annotated[
        Mapping[str, Agent],
        BeforeValidator(
            listing, json_schema_input_type=str | list[str] | Mapping[str, Agent | None]
        ),
    ] = Field(default_factory=dict)
    transfers_to: Names | None = None
    "Teams (or stream:NAME, agent:NAME) to which its agents pass calls on; without it, all."


class Incident(Part):
    """Something that makes many people call at once, in force from the start."""

    say: Words
    area: Names = ()
    "Beginnings of calling numbers, with the country: “+36 52”. Without it: everybody."
    service: str = ""
    "Told to those who choose this service, if no area is given."
    until: Moment | None = None


class Recording(Part):
    """How calls of recorded streams are recorded."""

    say: Words | None = None
    "Said before the queue; 9 refuses."
    keep: Length = 90 * DAY


class Privacy(Part):
    """What is remembered of callers."""

    calling_numbers: Literal["whole", "masked"] = "whole"
    "masked: journal and records keep no last four digits, and no places over a restart."


class Trunk(Part):
    """A way for calls to come in: from these addresses, or with this user and password."""

    address: Networks = ()
    user: str = Field(default="", max_length=64)
    password: Secret | None = None


class WebCalls(Part):
    """Calls from the hotline's own web page: with a browser, and without an account."""

    enabled: bool | None = None
    "true: from anywhere; false: nobody; without it, from this machine only, as without trunks."
    at_most: int = Field(default=50, ge=1, le=10_000)
    "Up at once."
    per_address: int = Field(default=2, ge=1, le=10_000)
    "Of these, from one network address."
    per_minute: int = Field(default=6, ge=1, le=1_000)
    "Begun from one network address, whatever became of them."
    number: Annotated[
        str, Field(max_length=64), WithJsonSchema({"type": ["string", "integer"]})
    ] = ""
    "Which number they count as having dialled; without it, the first of `numbers`."


class Notices(Part):
    """The prompts that belong to no menu, in the plan's own words."""

    closed: Words | None = None
    incident_choice: Words | None = None
    goodbye: Words | None = None
    full: Words | None = None
    queued: Words | None = None
    welcome_back: Words | None = None
    transfer: Words | None = None
    longer: Words | None = None
    no_input: Words | None = None
    no_match: Words | None = None


VoiceName: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_+-]{0,39}$")]


def _music(written: object) -> object:
    return None if written == "built-in" else written


class Plan(Part):
    """One hotline: menu, streams, teams and how calls are distributed."""

    model_config = ConfigDict(
        json_schema_extra={"required": ["hotline", "menu", "streams", "teams"]}
    )

    hotline: str = Field(default="", max_length=100)
    timezone: Timezone = "UTC"
    languages: Names = ("en",)
    "The first is spoken until the caller chooses."
    numbers: Mapping[str, str] = Field(default_factory=dict)
    "Dialled number: menu. Without it, every number leads to the first menu."
    open: (
        Annotated[Open, BeforeValidator(_always, json_schema_input_type=Open | Literal["always"])]
        | None
    ) = None
    "Without it: always."
    menu: Mapping[str, Menu] = Field(default_factory=dict)
    "The first is where a call enters."
    operator: str | None = None
    "The stream behind 0 in every menu; without it, the stream of 0 in the first menu."
    streams: Annotated[
        Mapping[str, Stream],
        BeforeValidator(filled, json_schema_input_type=Mapping[str, Stream | None]),
    ] = Field(default_factory=dict)
    teams: Annotated[
        Mapping[str, Team],
        BeforeValidator(filled, json_schema_input_type=Mapping[str, Team | None]),
    ] = Field(default_factory=dict)
    policy: Policy = Policy()
    limits: Limits = Limits()
    incidents: Mapping[str, Incident] = Field(default_factory=dict)
    recording: Recording = Recording()
    privacy: Privacy = Privacy()
    trunks: Mapping[str, Trunk] = Field(default_factory=dict)
    "Without any, calls are taken from this machine only."
    web_calls: WebCalls = WebCalls()
    notices: Notices = Notices()
    not_ready: Names = ("break", "lunch", "training", "meeting")
    "Why an agent may be not ready."
    wrap_up_codes: Names = ()
    "What a call was about, chosen by the agent after it."
    music: Annotated[
        SoundFile | None, BeforeValidator(_music, json_schema_input_type=str | None)
    ] = None
    "What waiting callers hear: a WAV file, or built-in."
    voices: Mapping[str, VoiceName] = Field(default_factory=dict)
    "By language: a voice of the speech engine, where not its own choice."
    demand: Demand = Demand()
    "Who calls and who is at work; read by the simulator and the planner only."

    _source: Source = PrivateAttr(default=Source("plan"))

    @property
    def source(self) -> Source:
        """The text it was read from, to find the place of a value."""
        return self._source
