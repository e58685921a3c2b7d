"""Messages of ours are written whole, and sippy finds in them what it asks for."""

from firstline.telephony.outgoing import AGENT, Ours, Reply, Sender, Way
from kit.sip_texts import SOURCE, request

WAY = Way("sip:anna@192.0.2.7", SOURCE, ("192.0.2.100", 5060))
LINES = ("From: <sip:us@x>;tag=ours", "To: <sip:anna@y>", "Call-ID: c9")
ROUTE = "Route: <sip:192.0.2.1;lr>"


def _invite() -> Ours:
    sender = Sender("c9", "ours", LINES)
    return Ours("INVITE", WAY, sender, 7, [ROUTE, "Expires: 60"], "v=0\r\n", expires=60)


def test_a_request_is_written_whole() -> None:
    invite = _invite()
    branch = invite.getTId()[4]
    assert invite.localStr().split("\r\n") == [
        "INVITE sip:anna@192.0.2.7 SIP/2.0",
        f"Via: SIP/2.0/UDP 192.0.2.100:5060;branch={branch};rport",
        *LINES,
        "CSeq: 7 INVITE",
        "Max-Forwards: 70",
        f"User-Agent: {AGENT}",
        ROUTE,
        "Expires: 60",
        "Content-Type: application/sdp",
        "Content-Length: 5",
        "",
        "v=0",
        "",
    ]
    assert invite.getTId() == ("c9", "ours", 7, "INVITE", branch)
    assert invite.getTarget() == (SOURCE, "udp")
    assert invite.getHFBody("expires").getNum() == 60
    assert branch.startswith("z9hG4bK")


def test_a_cancel_goes_the_way_of_its_invite() -> None:
    invite = _invite()
    cancel = invite.genCANCEL()
    assert cancel.getTId() == (*invite.getTId()[:3], "CANCEL", invite.getTId()[4])
    assert cancel.getTarget() == invite.getTarget()
    text = cancel.localStr()
    assert text.startswith("CANCEL sip:anna@192.0.2.7 SIP/2.0\r\n")
    assert ROUTE in text
    assert "CSeq: 7 CANCEL" in text


def test_the_ack_of_a_refusal_keeps_branch_target_and_routes() -> None:
    invite = _invite()
    ack = invite.genACK()
    ack.getHFBody("to").setTag("t")
    ack.delHFs("route")
    ack.appendHeaders([])
    text = ack.localStr()
    assert text.startswith("ACK sip:anna@192.0.2.7 SIP/2.0\r\n")
    assert invite.getTId()[4] in text
    assert "To: <sip:anna@y>;tag=t\r\n" in text
    assert "CSeq: 7 ACK" in text
    assert ROUTE in text


def test_the_ack_of_an_answer_is_a_transaction_of_its_own() -> None:
    invite = _invite()
    ack = invite.genACK()
    ack.getHFBody("via").genBranch()
    ack.setRURI("sip:anna@192.0.2.9")
    ack.setTarget(None)
    text = ack.localStr()
    assert text.startswith("ACK sip:anna@192.0.2.9 SIP/2.0\r\n")
    assert invite.getTId()[4] not in text


def test_no_answer_is_a_408() -> None:
    assert _invite().genResponse(408, "Request Timeout").status == 408


def test_a_response_repeats_its_request_letter_by_letter() -> None:
    asked = request(From='"Kiss  Éva"  <sip:eva@x;y=z> ;tag=a;odd', Record_Route="<sip:r;lr>")
    reply = Reply(asked, 200, "OK", ["X: y"], "á")
    assert reply.localStr().split("\r\n") == [
        "SIP/2.0 200 OK",
        "Via: SIP/2.0/UDP 192.0.2.7:40000;branch=z9hG4bK1;received=192.0.2.7;rport=40000",
        "Record-Route: <sip:r;lr>",
        'From: "Kiss  Éva"  <sip:eva@x;y=z> ;tag=a;odd',
        f"To: <sip:hotline@192.0.2.100>;tag={asked.local_tag}",
        "Call-ID: c1",
        "CSeq: 1 INVITE",
        f"Server: {AGENT}",
        "X: y",
        "Content-Type: application/sdp",
        "Content-Length: 2",
        "",
        "á",
    ]
    assert reply.getTAddr() == SOURCE
    assert reply.getSCode() == (200, "OK")
    assert reply.getHFBody("to").getTag() == asked.local_tag


def test_trying_has_no_tag_of_ours_and_a_tag_that_is_there_stays() -> None:
    assert "To: <sip:hotline@192.0.2.100>\r\n" in Reply(request(), 100, "Trying").localStr()
    known = request("BYE", To="<sip:hotline@x>;tag=there")
    assert "To: <sip:hotline@x>;tag=there\r\n" in Reply(known, 200, "OK").localStr()
