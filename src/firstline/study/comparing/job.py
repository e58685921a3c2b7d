"""A comparison as a program of its own: what to compare on standard input, JSON by the line out.

For whoever must not wait for it: a hotline that answers calls meanwhile. It takes one processor,
and that only when nobody else wants it. What is compared is known in compare.py; the lines
are told in `Line`.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

import msgspec
from msgspec import Raw, Struct

from firstline.errors import FirstlineError, InputError, Said
from firstline.plan.model import Plan
from firstline.plan.reach import Reach
from firstline.plan.read import read_text
from firstline.sim.unit import LONGEST
from firstline.study.comparing.compare import compare
from firstline.study.comparing.document import worlds
from firstline.study.comparing.what_if import alternative
from firstline.study.running.memory import check_memory, memory_for
from firstline.study.running.ready import ready
from firstline.study.running.replications import Progress, Wanted, scheme_of

NICE: Final = 10
"A comparison can wait; calls cannot."
UNITS: Final = 10
"Independent parts at least: fewer make wide intervals."
CALLS_AT_MOST: Final = 10_000_000
"In all worlds together: some minutes."


class Job(Struct, frozen=True):
    """What is to be compared."""

    text: str
    "The plan."
    file: str
    "As its faults call it; paths in it start from its folder."
    everything: bool
    "Whether it may name any file; otherwise only those in its folder, and those that are known."
    known: list[str]
    closed: list[str]
    what_if: list[str]
    days: int
    seed: int


class Line(Struct, frozen=True, omit_defaults=True):
    """One line of what is said. The last one has a result, or tells what is wrong."""

    done: int = 0
    "Units of simulation, of all worlds together."
    of: int = 0
    now: str = ""
    "The world that is simulated."
    result: Raw | None = None
    wrong: str = ""
    remedy: str = ""


def work(given: BinaryIO, said: BinaryIO) -> None:
    """Do the job that is *given*; what comes of it is *said*."""
    os.nice(NICE)
    job = msgspec.json.decode(given.readline(), type=Job)

    def say(line: Line) -> None:
        said.write(msgspec.json.encode(line) + b"\n")
        said.flush()

    try:
        say(Line(result=Raw(msgspec.json.encode(_result(job, say)))))
    except FirstlineError as error:
        say(Line(wrong=str(error.message), remedy=str(error.remedy)))


def _result(job: Job, say: Callable[[Line], None]) -> dict[str, object]:
    plans = worlds_of(job)
    wanted = _wanted(job)
    for plan in plans.values():
        _check(plan, wanted, len(plans))
    names = list(plans)
    of = len(plans) * wanted.most * -(-job.days // LONGEST)

    def watch(name: str, reached: Progress) -> None:
        say(Line(names.index(name) * reached.most + reached.done, of, name))

    say(Line(0, of, names[0]))
    return worlds(compare(plans, wanted, watch=watch))


def worlds_of(job: Job) -> dict[str, Plan]:
    """Return the worlds by name, the base first. InputError for what cannot be understood."""
    closed = tuple(map(Path, job.closed))
    reach = Reach(frozenset(job.known), closed, is_everything=job.everything)
    base = read_text(job.text, job.file, reach)
    return {base.hotline: base} | {said: alternative(base, said) for said in job.what_if}


def _wanted(job: Job) -> Wanted:
    pieces = -(-job.days // LONGEST)
    return Wanted(days=job.days, seed=job.seed, replications=-(-UNITS // pieces))


def _check(plan: Plan, wanted: Wanted, worlds_in_all: int) -> None:
    calls = ready(plan, wanted).per_day * wanted.days * wanted.most * worlds_in_all
    if calls > CALLS_AT_MOST:
        raise InputError(
            Said(
                "That would be some {calls:,.0f} simulated calls, and at most {most:,} are "
                "simulated here.",
                calls=calls,
                most=CALLS_AT_MOST,
            ),
            "Choose fewer days or changes, or use “firstline compare”, which has no such limit.",
        )
    check_memory(memory_for(scheme_of(plan, wanted), wanted.jobs, 0.0))


if __name__ == "__main__":
    work(sys.stdin.buffer, sys.stdout.buffer)
