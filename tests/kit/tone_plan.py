"""Plans whose every prompt is a tone: who hears what is then a frequency.

The frequencies are far enough apart to be told from each other, and each stands for one thing only,
here and in all tests with phones.
"""

from typing import Final

MENU: Final = 400
CARDS: Final = 460
LISTEN: Final = 490
CLOSED: Final = 520
INCIDENT_CHOICE: Final = 580
GOODBYE: Final = 640
FULL: Final = 700
QUEUED: Final = 760
WELCOME_BACK: Final = 820
TRANSFER: Final = 880
LONGER: Final = 940
NO_INPUT: Final = 1000
NO_MATCH: Final = 1060
RECORDING: Final = 1120
ADDRESS: Final = 1180
MUSIC: Final = 1300
RINGBACK: Final = 425
"Firstline's own: what an agent hears while a colleague's phone rings."

CALLER: Final = 1500
OTHER_CALLER: Final = 1580
ANNA: Final = 1800
BELA: Final = 1900
CILI: Final = 2000
DORA: Final = 2100
EMIL: Final = 2200

NOTICES: Final = f"""
notices:
  closed: {{file: tone/{CLOSED}.wav}}
  incident_choice: {{file: tone/{INCIDENT_CHOICE}.wav}}
  goodbye: {{file: tone/{GOODBYE}-0.4s.wav}}
  full: {{file: tone/{FULL}-0.4s.wav}}
  queued: {{file: tone/{QUEUED}-0.4s.wav}}
  welcome_back: {{file: tone/{WELCOME_BACK}-0.4s.wav}}
  transfer: {{file: tone/{TRANSFER}-0.4s.wav}}
  longer: {{file: tone/{LONGER}-0.4s.wav}}
  no_input: {{file: tone/{NO_INPUT}-0.4s.wav}}
  no_match: {{file: tone/{NO_MATCH}-0.4s.wav}}
music: tone/{MUSIC}-2s.wav
"""

CUSTOMER: Final = "11"
PROSPECT: Final = "12"
LOAN: Final = "3"
RECORDED: Final = "4"
ADDRESS_ONLY: Final = "5"
BY_DESK: Final = "6"
UNTIL_ITS_END: Final = "2"

GUARD: Final = 6
RING_TIME: Final = 2
RETURN_AFTER: Final = 3

BANK: Final = f"""
hotline: Tones
languages: [en]
menu:
  welcome:
    say: {{file: tone/{MENU}-4s.wav}}
    keys:
      1: {{go: cards}}
      2: {{go: listen}}
      3: {{stream: loans}}
      4: {{stream: mortgages}}
      5: {{say: {{file: tone/{ADDRESS}.wav}}}}
      6: {{stream: desk}}
    no_input: {{after: 500 ms, tries: 2, then: hang_up}}
    no_match: {{tries: 2, then: hang_up}}
  cards:
    say: {{file: tone/{CARDS}-2s.wav}}
    keys:
      1: {{stream: cards-service}}
      2: {{stream: cards-new}}
    no_input: {{after: 500 ms, tries: 2, then: hang_up}}
  listen:
    say: {{file: tone/{LISTEN}-1.5s.wav}}
    barge_in: false
    keys:
      1: {{go: cards}}
streams:
  cards-new: {{caller: prospect}}
  cards-service: {{caller: customer}}
  loans: {{service: loans}}
  mortgages: {{record: true}}
  desk: {{}}
teams:
  front:
    takes: [cards-new, cards-service, mortgages]
    agents:
      anna: {{address: "sip:anna@phone", extension: 101}}
  specialists:
    agents:
      bela: {{address: "sip:bela@phone", extension: 102}}
      cili: {{address: "sip:cili@phone", extension: 103}}
  loans:
    takes: loans
    agents:
      dora: {{address: "sip:dora@phone", extension: 104}}
      emil: {{address: "sip:emil@phone", extension: 105}}
      zoli: {{address: "sip:zoli@phone", extension: 106}}
  desk:
    takes: desk
    agents:
      feri: {{phone: {{password: {{env: FERI_PASSWORD}}}}, extension: 107}}
policy:
  order: {{discipline: strict, guard: {GUARD} s}}
  ring_time: {RING_TIME} s
  wrap_up: 0 s
  no_answer: {{pause: never}}
  announce: never
  redial: {{keeps_place: 1 min}}
  transfer: {{return_after: {RETURN_AFTER} s}}
recording:
  say: {{file: tone/{RECORDING}-0.6s.wav}}
{NOTICES}"""
"""A bank: by the keys above, a caller comes to each of its streams."""

FERI_PASSWORD: Final = "titok"


def one_stream(colleague: str) -> str:
    """Return the plan of a hotline with one stream; Anna and a *colleague* take its calls."""
    return f"""
hotline: Tones
languages: [en]
menu:
  welcome:
    say: {{file: tone/{MENU}-2s.wav}}
    keys:
      1: {{stream: matters}}
    no_input: {{after: 500 ms, tries: 9, then: hang_up}}
streams:
  matters: {{service: cards}}
teams:
  front:
    takes: matters
    agents:
      anna: {{address: "sip:anna@phone"}}
      {colleague}
policy: {{wrap_up: 0 s, announce: never, redial: {{keeps_place: 1 min}}}}
not_ready: [lunch]
{NOTICES}"""
