"""The far end's requests within a call, and our answers: one function a method.

What is refused is raised as :class:`Refused`. It knows how a leg changes only by asking the leg.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from firstline.telephony import keys
from firstline.telephony.datagram import Refused
from firstline.telephony.incoming import Request
from firstline.telephony.leg_state import DONE, IN_CALL, LegState
from firstline.telephony.listener import Cause, Referral
from firstline.telephony.methods import (
    ACCEPT,
    ALLOW,
    SUPPORTED,
    abilities,
    not_allowed,
    not_implemented,
)
from firstline.telephony.news import News
from firstline.telephony.outgoing import SDP
from firstline.telephony.refer import refer_to, wants_no_news
from firstline.telephony.session_timer import as_callee

if TYPE_CHECKING:
    from firstline.telephony.leg import Leg

Answer = Callable[["Leg", Request, Any], None]


def unknown(_leg: "Leg", request: Request, _transaction: object) -> None:
    """Refuse what is not in :data:`ANSWERS`."""
    raise not_implemented(request.verb)


def _refused(_leg: "Leg", _request: Request, _transaction: object) -> None:
    raise not_allowed()


def _bye(leg: "Leg", request: Request, transaction: object) -> None:
    if leg.state in {LegState.CALLING, LegState.RINGING, LegState.CANCELLING}:
        # Only the one who called may end a call that was not answered (RFC 3261 15).
        raise Refused(481, "Call Leg/Transaction Does Not Exist")
    leg.wire.reply(request, transaction, 200, "OK")
    leg.hung_up(request.one("reason") or "")


def _invite(leg: "Leg", request: Request, transaction: Any) -> None:
    _must_be_quiet(leg)
    if not request.body_text:
        _offer_back(leg, request, transaction)
        return
    change, body = _answered(leg, request)
    lines = _accepting(leg, request)
    transaction.noack_cb = leg.unconfirmed
    leg.wire.reply(request, transaction, 200, "OK", lines, body)
    leg.tell(change)


def _offer_back(leg: "Leg", request: Request, transaction: Any) -> None:
    """Answer a re-INVITE without an offer: ours goes back, theirs comes with the ACK."""
    here = leg.negotiation.here
    assert here is not None
    lines = _accepting(leg, request)
    transaction.noack_cb = leg.unconfirmed
    body = leg.negotiation.offer(here)

    def acked(ack: Request) -> None:
        late_answer(leg, ack)

    leg.wire.reply(request, transaction, 200, "OK", lines, body, on_ack=acked)


def late_answer(leg: "Leg", ack: Request) -> None:
    """Take the answer to our offer from the ACK."""
    if leg.state not in IN_CALL:
        return
    try:
        check_sdp(ack)
        change = leg.negotiation.take_answer(ack.body_text)
    except Refused:
        leg.lost(Cause.UNUSABLE)
    else:
        leg.tell(change)


def _update(leg: "Leg", request: Request, transaction: object) -> None:
    if leg.state is LegState.RINGING and not request.body_text:
        leg.wire.reply(request, transaction, 200, "OK", [leg.contact()])
        return
    _must_be_quiet(leg)
    change, body = _answered(leg, request) if request.body_text else (None, "")
    leg.wire.reply(request, transaction, 200, "OK", _accepting(leg, request), body)
    if change is not None:
        leg.tell(change)


def _answered(leg: "Leg", request: Request) -> tuple[Any, str]:
    check_sdp(request)
    as_callee(request, leg.wire.limits)  # a timer that is too short is refused before audio moves
    change = leg.negotiation.take_offer(request.body_text)
    here = leg.negotiation.here
    assert here is not None
    return change, leg.negotiation.answer(here)


def _accepting(leg: "Leg", request: Request) -> list[str]:
    timer, lines = as_callee(request, leg.wire.limits)
    leg.dialog.learn(request)
    leg.set_timer(timer)
    return [leg.contact(), ALLOW, SUPPORTED, *lines]


def _must_be_quiet(leg: "Leg") -> None:
    """Refuse to change a call that is not up, or whose change of ours is under way."""
    if leg.state in DONE:
        raise Refused(481, "Call Leg/Transaction Does Not Exist")
    if leg.offers.pending:
        raise Refused(491, "Request Pending")
    if leg.state not in IN_CALL:
        raise Refused(500, "Answer The First INVITE First", "Retry-After: 2")


def check_sdp(request: Request) -> None:
    """Raise 415 for a body that is no SDP."""
    if request.content_type not in {"", SDP}:
        raise Refused(415, "Unsupported Media Type", ACCEPT)


def _info(leg: "Leg", request: Request, transaction: object) -> None:
    kind = request.content_type
    if request.body_text and kind not in {keys.RELAY, keys.PLAIN}:
        raise Refused(415, "Unsupported Media Type", f"Accept: {keys.RELAY}, {keys.PLAIN}")
    leg.wire.reply(request, transaction, 200, "OK")
    key = keys.key_in(kind, request.body_text)
    if key is not None and leg.state not in DONE:
        leg.on.key(leg, key)


def _refer(leg: "Leg", request: Request, transaction: object) -> None:
    _must_be_quiet(leg)
    asked = refer_to(request)
    if leg.news is not None and not leg.news.over:
        raise Refused(491, "Request Pending")
    lines = [leg.contact(), *(["Refer-Sub: false"] if wants_no_news(request) else [])]
    leg.wire.reply(request, transaction, 202, "Accepted", lines)
    leg.news = News(leg, request.cseq, silent=wants_no_news(request))
    leg.news.tell(100, "Trying")
    replaced = leg.wire.replaced(asked.replaces) if asked.replaces is not None else None
    if asked.replaces is not None and replaced is None:
        leg.news.tell(481, "Call Leg/Transaction Does Not Exist")
        return
    leg.on.referred(leg, Referral(asked.uri, asked.user, replaced))


def _options(leg: "Leg", request: Request, transaction: object) -> None:
    leg.wire.reply(request, transaction, 200, "OK", [leg.contact(), *abilities()])


def _no_such_usage(_leg: "Leg", _request: Request, _transaction: object) -> None:
    """Refuse a PRACK or a NOTIFY: we send nothing that asks for one (RFC 3262 3, 6665 4.1.3)."""
    raise Refused(481, "Call Leg/Transaction Does Not Exist")


ANSWERS: Final[dict[str, Answer]] = {
    "BYE": _bye,
    "INFO": _info,
    "INVITE": _invite,
    "MESSAGE": _refused,
    "NOTIFY": _no_such_usage,
    "OPTIONS": _options,
    "PRACK": _no_such_usage,
    "PUBLISH": _refused,
    "REFER": _refer,
    "REGISTER": _refused,
    "SUBSCRIBE": _refused,
    "UPDATE": _update,
}
