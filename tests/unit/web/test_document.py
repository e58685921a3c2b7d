"""The document at /openapi.json is true: schemathesis tries every address as different people.

A feed never ends, which is its purpose: it is the one address that is not tried here, and
test_feed.py reads it.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import APIOperation, Case
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from firstline.live.plan_versions import PlanVersions
from kit import textbook
from kit.journals import ANNA, BELA, START
from kit.office import Office
from kit.open_office import OpenOffice, open_office
from kit.visitors import PASSWORD, known
from kit.wav_file import sine, write_wav

ENDLESS: Final = {"GET /feed"}
OPEN: Final = {"GET /call/hotline", "GET /health", "GET /metrics", "POST /session"}
"""What everybody may ask for, from this machine."""
LAST: Final = "DELETE /session"
"""After it, whoever asked is nobody any more."""
ANYTHING: Final = range(100, 500)
REFUSALS: Final = range(400, 500)
SHARE: Final = 8
"""There are many addresses: each has this part of the examples that other tests have."""
SETTINGS: Final = settings(
    max_examples=settings().max_examples // SHARE,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
CHECKS: Final[list[CheckFunction]] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
NOBODYS_PORT: Final = "http://127.0.0.1:9/"
"Where nobody listens: no test tells anything to another machine."

RECORDING: Final = "20260101T000000Z-1.wav"
THERE: Final[Mapping[str, Mapping[str, object]]] = {
    "/agents": {"name": ANNA},
    "/contacts": {"number": 1, "name": RECORDING},
    "/callers": {"number": "+36301234567"},
    "/calls": {"call": 1},
    "/incidents": {"name": "snow"},
    "/plan": {"version": 1},
    "/users": {"name": "kati"},
}
"""What there is, so that not everything is asked of what nobody has heard of."""

Operation = APIOperation[Any, Any, Any, Any]
Try = Case[Operation]
Person = Callable[[OpenOffice], requests.Session]


async def furnish(place: Office) -> None:
    """Let there be one of each."""
    versions = PlanVersions(place.desk.store)
    await asyncio.to_thread(versions.bring_in, textbook.text(), "plan.yaml", START)
    versions.close()
    place.plans.runs(1)
    await known(place, "admin", "administrator")
    await known(place, "kati", "supervisor")
    place.ready(ANNA, BELA)
    place.call("11")
    await place.stored()
    place.desk.recordings.mkdir()
    write_wav(place.desk.recordings / RECORDING, sine(440, 8000, 0.1), 8000)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenOffice]:
    with open_office(tmp_path_factory.mktemp("office")) as there:
        there.do(furnish)
        yield there


def bearer(opened: OpenOffice) -> requests.Session:
    """Return a program with a token for everything."""
    session = requests.Session()
    token = opened.place.tokens.create(["supervisor"], START)
    session.headers["Authorization"] = f"Bearer {token}"
    return session


def administrator(opened: OpenOffice) -> requests.Session:
    """Return a browser in which an administrator has signed in."""
    session = requests.Session()
    who = {"name": "admin", "password": PASSWORD}
    answer = session.post(f"{opened.url}/session", json=who, timeout=10)
    session.headers["X-CSRF-Token"] = answer.json()["csrf"]
    return session


def nobody(opened: OpenOffice) -> requests.Session:
    """Return somebody whom nobody knows."""
    del opened
    return requests.Session()


def schema_of(opened: OpenOffice) -> schemathesis.BaseSchema:
    """Read the document; who asks is for us to say, not to be made up."""
    generation = GenerationConfig(with_security_parameters=False)
    projects = ProjectsConfig(default=ProjectConfig(generation=generation))
    url = f"{opened.url}/openapi.json"
    return schemathesis.openapi.from_url(url, config=SchemathesisConfig(projects=projects))


def operations(opened: OpenOffice) -> list[Operation]:
    """Return everything that can be asked for, what ends a session last."""
    results = schema_of(opened).get_all_operations()
    found = [result.ok() for result in results if isinstance(result, Ok)]
    tried = [operation for operation in found if operation.label not in ENDLESS]
    return sorted(tried, key=lambda operation: operation.label == LAST)


def cases(operation: Operation) -> st.SearchStrategy[Try]:
    """Return what is sent: of the right form and of wrong ones, about what there is and is not."""
    names = next((it for begin, it in THERE.items() if operation.path.startswith(begin)), {})
    there = {name: value for name, value in names.items() if f"{{{name}}}" in operation.path}
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    made = [operation.as_strategy(mode) for mode in modes]
    if there:
        made.append(operation.as_strategy(path_parameters=there))
    return st.one_of(made)


def stay_here(case: Try) -> None:
    """Let no webhook lead to another machine."""
    body = case.body
    if isinstance(body, dict) and "://" in str(body.get("url")):
        body["url"] = NOBODYS_PORT


def try_out(
    opened: OpenOffice, session: requests.Session, operation: Operation, due: range
) -> None:
    """Ask again and again; each answer is as the document says, with a status that is *due*."""

    @SETTINGS
    @given(cases(operation))
    def ask(case: Try) -> None:
        stay_here(case)
        answer = case.call(base_url=opened.url, session=session, timeout=20)
        case.validate_response(answer, checks=CHECKS)
        assert answer.status_code in due, case.as_curl_command()

    ask()


@pytest.mark.slow
@pytest.mark.timeout(120)
@pytest.mark.parametrize("person", [bearer, administrator, nobody])
def test_every_answer_is_as_the_document_says(opened: OpenOffice, person: Person) -> None:
    session = person(opened)
    with session:
        for operation in operations(opened):
            is_open = operation.label in OPEN or person is not nobody
            try_out(opened, session, operation, ANYTHING if is_open else REFUSALS)
