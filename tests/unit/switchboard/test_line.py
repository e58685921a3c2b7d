"""The lines that are made, and who takes from them."""

from firstline.domain.hotline import FIRST, SECOND
from firstline.switchboard.parties import Line
from kit.hotlines import Wish
from kit.playbook import story


def takers(line: Line) -> list[tuple[str, int]]:
    return [(taker.bench.team.name, taker.level) for taker in line.takers]


def test_there_is_one_line_for_each_goal_urgency_and_language() -> None:
    play = story()
    lines, room = play.board.lines, play.board.room
    stream, bench, agent = room.hotline.streams[1], room.benches[0], room.agents[0]
    made = [
        make
        for urgency in (FIRST, SECOND)
        for language in (0, 1)
        for make in (
            lines.of_stream(stream, urgency, language),
            lines.of_team(bench, urgency, language),
            lines.of_agent(agent, urgency, language),
        )
    ]
    assert len({id(line) for line in made}) == len(made) == len(lines.all)
    assert lines.of_stream(stream, FIRST, 0) is made[0]
    assert {line.goal for line in made} == {"stream:service", "team:cards", "agent:ana"}


def test_a_stream_is_taken_by_those_who_speak_the_language_best_level_first() -> None:
    board = story(Wish(speaks=((True, False), (True, True)))).board
    service = board.room.hotline.streams[1]
    assert takers(board.lines.of_stream(service, SECOND, 0)) == [("cards", 1), ("front", 2)]
    assert takers(board.lines.of_stream(service, SECOND, 1)) == [("front", 2)]


def test_a_team_and_an_agent_take_whoever_is_sent_to_them() -> None:
    board = story(Wish(speaks=((True, False), (True, True)))).board
    assert takers(board.lines.of_team(board.room.benches[0], SECOND, 1)) == [("cards", 1)]
    line = board.lines.of_agent(board.room.agents[0], SECOND, 1)
    assert line.only is board.room.agents[0]
    assert board.room.agents[0].own_lines == [line]


def test_all_who_wait_for_a_stream_are_counted() -> None:
    play = story().waits("12").waits("912").waits("11").waits("2")
    streams = play.board.room.hotline.streams
    assert [play.board.lines.waiting(stream) for stream in streams] == [1, 2, 1]


def test_every_line_has_one_like_it_in_the_other_queue() -> None:
    play = story()
    lines, room = play.board.lines, play.board.room
    for line in (
        lines.of_stream(room.hotline.streams[1], SECOND, 1),
        lines.of_team(room.benches[1], SECOND, 1),
        lines.of_agent(room.agents[0], SECOND, 1),
    ):
        other = lines.like(line, FIRST)
        assert (other.goal, other.urgency, other.language) == (line.goal, FIRST, 1)
        assert lines.like(other, SECOND) is line
