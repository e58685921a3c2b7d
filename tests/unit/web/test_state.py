"""What is to be seen over HTTP: health, state and metrics."""

import asyncio
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from firstline.journal.events import AgentAnswered
from kit.journals import ANNA
from kit.office import office


def test_health_is_told_to_everybody_with_the_reasons(tmp_path: Path) -> None:
    async def life() -> None:
        wrong: list[str] = []
        async with office(tmp_path) as place, place.client() as client:
            place.health.need(lambda: "; ".join(wrong))
            place.health.watch(lambda: "the clock was set")
            answer = await client.get("/health")
            assert answer.status_code == 200
            assert answer.json() == {"ready": True, "reasons": [], "remarks": ["the clock was set"]}
            wrong.append("the disk is full")
            answer = await client.get("/health")
            assert (answer.status_code, answer.json()["reasons"]) == (503, ["the disk is full"])

    asyncio.run(life())


def test_a_hotline_that_cannot_remember_does_nothing_new(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("supervisor") as client:
            place.health.need(lambda: "the store has failed")
            answer = await client.post("/agents/anna/sign-in")
            assert answer.status_code == 503
            assert "the store has failed" in answer.json()["detail"]
            assert (await client.get("/state")).status_code == 200

    asyncio.run(life())


def test_the_state_shows_queues_agents_calls_counts_and_what_happened(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client("reader") as client:
            place.ready(ANNA)
            number = place.call("11")
            place.on(AgentAnswered(ANNA, number))
            place.call("12", "+36201111111")
            await place.stored()
            shown = (await client.get("/state")).json()
            new, service = shown["now"]["queues"]
            assert (new["waiting"]["first"], service["waiting"]["second"]) == (0, 1)
            assert shown["now"]["waiting"]["second"] == 1
            anna = shown["now"]["agents"][0]
            assert (anna["state"], anna["call"]["call"]) == ("talking", number)
            assert [call["call"] for call in shown["now"]["calls"]] == [1, 2]
            assert (shown["counts"]["calls"], shown["counts"]["answered"]) == (2, 1)
            assert shown["service_level"]["value"] == 1.0
            assert shown["last"][0]["en"].startswith("call 2: waits for cards-service")
            assert shown["last"][0]["hu"].startswith("2. hívás")
            assert (await client.get("/state?calls=1")).json()["now"]["calls"][-1]["call"] == 1
            assert (await client.get("/state?calls=many")).status_code == 422

    asyncio.run(life())


def test_prometheus_can_read_the_metrics(tmp_path: Path) -> None:
    async def life() -> None:
        async with office(tmp_path) as place, place.client() as client:
            place.ready(ANNA)
            place.call("11")
            await place.stored()
            await client.get("/state", headers={"Authorization": "Bearer wrong"})
            families = list(text_string_to_metric_families((await client.get("/metrics")).text))
            samples = {
                (sample.name, *sorted(sample.labels.values())): sample.value
                for family in families
                for sample in family.samples
            }
            assert samples["firstline_calls_total",] == 1
            assert samples["firstline_calls_up",] == 1
            assert samples["firstline_ready",] == 1
            assert samples["firstline_waiting_calls", "first", "stream:cards-new"] == 1
            assert samples["firstline_agents", "front", "reserved"] == 1
            assert samples["firstline_telephony_events_total", "sip.malformed"] == 3
            assert samples["firstline_wrong_tokens_total",] == 1
            assert all(family.documentation for family in families)

    asyncio.run(life())
