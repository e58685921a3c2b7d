"""Webhooks against a real server: in order, none missing, over failures and restarts."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from firstline.errors import FailureError, FirstlineError, InputError
from firstline.journal.entry import Entry
from firstline.live.database import sqlite_url
from firstline.live.messenger import Rhythm
from firstline.live.store import Store
from firstline.live.webhooks import Webhooks
from kit.journals import START, Traffic
from kit.receiver import Receiver, receiver
from kit.stores import begun, fill

QUICK = Rhythm(gather=0.02, first=0.02, longest=0.1, keep=0.05)


@contextmanager
def telling(url: str, rhythm: Rhythm = QUICK, timeout_s: float = 10.0) -> Iterator[Webhooks]:
    """Let the webhooks of a store be told for the time of a `with`."""
    webhooks = Webhooks(url, None, rhythm, timeout_s)
    webhooks.begin()
    assert webhooks._is_up.wait(5)
    try:
        yield webhooks
    finally:
        webhooks.end()


class Journal:
    """A journal that is stored bit by bit."""

    def __init__(self, store: Store, run: int) -> None:
        self.entries: list[Entry] = Traffic(3).go_on(500)
        self._store, self._run, self._done = store, run, 0

    def store(self, webhooks: Webhooks, many: int) -> int:
        """Store so many entries more, and say so; return the last."""
        new = self.entries[self._done : self._done + many]
        fill(self._store, self._run, new, 100)
        self._done += len(new)
        webhooks.wake(self._done)
        return self._done


def longer(other: Receiver, than: int) -> bool:
    """Return whether more entries were taken."""
    return len(other.taken) > than


def in_order_without_gap(other: Receiver, first: int, last: int) -> None:
    """Check that every entry was taken, in order, again and again at most from some place on."""
    seen = first - 1
    for number in other.taken:
        assert number <= seen + 1, f"{number} after {seen}"
        seen = max(seen, number)
    assert seen == last


def test_everything_is_told_in_order_signed_and_in_batches(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    with begun(url) as (store, run), receiver() as other, telling(url) as webhooks:
        journal = Journal(store, run)
        begin = journal.store(webhooks, 7)
        hook = webhooks.add(f"{other.url}/calls", (), START)
        last = journal.store(webhooks, 400)
        other.wait_for(last)
        assert other.taken == list(range(begin + 1, last + 1))
        assert len(other.posts) < 20
        post = other.posts[0]
        assert post.path == "/calls"
        assert post.headers["content-type"] == "application/json"
        assert post.headers["firstline-signature"].startswith("t=")
        other.wait_until(lambda: webhooks.figures.behind == 0)
        assert hook.secret not in repr(webhooks.figures)


def test_only_wanted_kinds_are_told_and_the_rest_is_passed_over(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    with begun(url) as (store, run), receiver() as other, telling(url) as webhooks:
        journal = Journal(store, run)
        hook = webhooks.add(other.url, ["Connect"], START)
        last = journal.store(webhooks, len(journal.entries))
        wanted = [it.seq for it in journal.entries if type(it.what).__name__ == "Connect"]
        other.wait_for(wanted[-1])
        assert other.taken == wanted
        other.wait_until(lambda: webhooks._table.all()[0].delivered == last)
        assert webhooks._table.all()[0].id == hook.id


def test_what_is_not_taken_is_sent_again_until_it_is(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    with begun(url) as (store, run), receiver() as other, telling(url) as webhooks:
        journal = Journal(store, run)
        other.status = lambda number: [500, 302, 404, 204][number % 4]
        other.answer = b"x" * 100_000
        webhooks.add(other.url, (), START)
        for _ in range(5):
            last = journal.store(webhooks, 60)
            other.wait_for(last)
        in_order_without_gap(other, 1, last)
        assert "/elsewhere" not in {post.path for post in other.posts}
        other.wait_until(lambda: webhooks.all()[0][1].in_a_row == 0)
        assert webhooks.figures.failures > 0


def test_a_restart_goes_on_where_it_was(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    with begun(url) as (store, run), receiver() as other:
        journal: Journal | None = None
        for start in range(4):
            with telling(url) as webhooks:
                journal = journal or Journal(store, run)
                if not start:
                    webhooks.add(other.url, (), START)
                before, last = len(other.taken), journal.store(webhooks, 80)
                other.wait_until(partial(longer, other, before))
        with telling(url):
            other.wait_for(last)
        in_order_without_gap(other, 1, last)


def test_one_that_hangs_holds_up_nobody(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    with (
        begun(url) as (store, run),
        receiver() as slow,
        receiver() as quick,
        telling(url, timeout_s=0.3) as webhooks,
    ):
        journal = Journal(store, run)
        slow.delay_s = 1.0
        webhooks.add(slow.url, (), START)
        webhooks.add(quick.url, (), START)
        last = journal.store(webhooks, 50)
        quick.wait_for(last, 2.0)
        quick.wait_until(lambda: webhooks.figures.failures > 0)
        hung = next(progress for hook, progress in webhooks.all() if hook.url == slow.url)
        assert hung.last is not None
        assert hung.last.why == "no answer within 0.3 s"


def test_after_a_day_of_failures_it_is_paused_and_a_test_lets_it_go_on(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    rhythm = Rhythm(gather=0.02, first=0.02, longest=0.05, keep=0.05, give_up=0.3)
    with begun(url) as (store, run), receiver() as other:
        with telling(url, rhythm) as webhooks:
            journal = Journal(store, run)
            other.status = lambda _: 503
            hook = webhooks.add(other.url, (), START)
            last = journal.store(webhooks, 20)
            other.wait_until(lambda: "HTTP status 503" in webhooks._table.all()[0].paused)
            assert webhooks.figures.paused == 1
            posts = len(other.posts)
        with telling(url, rhythm) as webhooks:
            webhooks.wake(last)
            other.wait_until(lambda: webhooks.figures.paused == 1)
            answer = asyncio.run(webhooks.test(hook.id, START))
            assert answer is not None
            assert not answer.is_taken
            assert len(other.posts) == posts + 1
            other.status = lambda _: 200
            assert asyncio.run(webhooks.test(hook.id, START)) is not None
            other.wait_for(last)
            assert webhooks._table.all()[0].paused == ""


def test_a_webhook_that_is_deleted_hears_nothing_more(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    with begun(url) as (store, run), receiver() as other, telling(url) as webhooks:
        journal = Journal(store, run)
        hook = webhooks.add(other.url, (), START)
        other.wait_for(journal.store(webhooks, 10))
        assert webhooks.remove(hook.id)
        assert not webhooks.remove(hook.id)
        posts = len(other.posts)
        journal.store(webhooks, 50)
        assert asyncio.run(webhooks.test(hook.id, START)) is None
        assert len(other.posts) == posts


def test_there_are_at_most_twenty(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    with begun(url), telling(url) as webhooks:
        for _ in range(20):
            webhooks.add("http://127.0.0.1:9/", (), START)
        with pytest.raises(InputError, match="20 webhooks"):
            webhooks.add("http://127.0.0.1:9/", (), START)


def test_before_it_has_begun_nobody_can_be_added(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    with begun(url):
        webhooks = Webhooks(url)
        with pytest.raises(FailureError):
            webhooks.add("http://127.0.0.1:9/", (), START)
        webhooks.end()


def test_while_there_is_no_store_they_wait_for_it(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    with telling(url) as webhooks, receiver() as other:
        with pytest.raises(FirstlineError):
            webhooks.all()
        with begun(url) as (store, run):
            journal = Journal(store, run)
            webhooks.add(other.url, (), START)
            last = journal.store(webhooks, 10)
            other.wait_for(last)
            other.wait_until(lambda: webhooks.figures.behind == 0)
        assert other.taken == list(range(1, last + 1))


def test_an_end_while_the_store_is_away_is_an_end(tmp_path: Path) -> None:
    with telling(sqlite_url(tmp_path)) as webhooks:
        with pytest.raises(FirstlineError):
            webhooks.all()
        began = time.monotonic()
    assert time.monotonic() - began < 1
    assert not webhooks._thread.is_alive()
