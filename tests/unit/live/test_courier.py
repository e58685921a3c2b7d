"""The courier: signed, bounded in time and size, and no redirect is followed."""

import asyncio
import hmac
import time
from hashlib import sha256

from firstline.live.courier import Answer, Courier, signature
from kit.receiver import Receiver, receiver


def send(url: str, body: bytes = b"[]", timeout_s: float = 2.0) -> Answer:
    """Send *body* and return what came of it."""

    async def life() -> Answer:
        async with Courier(timeout_s) as courier:
            return await courier.send(url, "secret", body)

    return asyncio.run(life())


def test_the_signature_is_what_the_documentation_says() -> None:
    with receiver() as other:
        assert send(other.url, b'[{"seq":1}]').is_taken
        post = other.posts[0]
    said = dict(part.split("=") for part in post.headers["firstline-signature"].split(","))
    signed = hmac.new(b"secret", f"{said['t']}.".encode() + post.body, sha256).hexdigest()
    assert hmac.compare_digest(said["v1"], signed)
    assert abs(int(said["t"]) - time.time()) < 60
    assert signature("secret", 1, b"a") != signature("secret", 2, b"a")


def test_an_answer_is_read_only_so_far_and_a_redirect_not_followed() -> None:
    with receiver() as other:
        other.answer = b"x" * 3_000_000
        other.status = lambda number: [200, 307][number % 2]
        assert send(other.url).status == 200
        again = send(other.url)
        assert (again.status, again.is_taken) == (307, False)
        assert [post.path for post in other.posts] == ["/", "/"]


def test_whatever_goes_wrong_is_said() -> None:
    assert "ConnectError" in send("http://127.0.0.1:9/").why
    assert send("http://no-such-host.invalid/").status is None
    assert not send("http://127.0.0.1:99999/").is_taken
    with receiver() as other:
        slow(other)
        assert send(other.url, timeout_s=0.2).why == "no answer within 0.2 s"


def slow(other: Receiver) -> None:
    """Let a receiver take its time."""
    other.delay_s = 1.0
