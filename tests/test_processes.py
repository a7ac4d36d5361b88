"""Real processes on one state: killed at any moment, following one another, sharing what people decide."""

from pathlib import Path

from crash import Newsroom, configuration, process, rounds
from fakes import serving


async def test_killed_at_any_moment_nothing_told_is_lost_and_nothing_is_kept_twice(tmp_path: Path) -> None:
    """Two hundred rounds: `make soak`."""
    outcome = await rounds(tmp_path, 3)
    assert outcome.wrong == []
    assert outcome.kept >= outcome.told > 0


async def test_one_polls_two_follow_and_one_of_them_takes_over(tmp_path: Path) -> None:
    state = tmp_path / "state"
    async with serving(Newsroom().answer) as server:
        config = configuration(tmp_path, server)
        async with process(config, state) as poller:
            await poller.says("polls")
            told = await poller.says("article")
            async with (
                process(config, state, "ben@desk") as second,
                process(config, state, "eva@desk", "--no-poll") as third,
            ):
                await second.knows(told)
                await third.knows(told)
                newer = await poller.says("article")
                await second.knows(newer)
                await third.knows(newer)
                assert "polls" not in second.told
                await poller.kill()
                await second.says("polls")
                newest = await second.says("article")
                await third.knows(newest)
                assert "polls" not in third.told


async def test_a_manual_act_is_shared_with_who_and_why_and_marks_are_each_viewers_own(tmp_path: Path) -> None:
    state = tmp_path / "state"
    async with serving(Newsroom().answer) as server:
        config = configuration(tmp_path, server)
        async with process(config, state) as poller, process(config, state, "ben@night") as follower:
            incident = (await follower.says("incident")).split()[1]
            await follower.do(f"dismiss {incident} a drill")
            assert await poller.says(f"dismissed {incident}") == f"dismissed {incident} ben@night a drill"
            await follower.do(f"mark incident:{incident}")
            await follower.do("marks")
            assert await follower.says("marks") == f"marks incident:{incident}"
            await poller.do("marks")
            assert (await poller.says("marks")).strip() == "marks"
            await poller.kill()
        async with process(config, state, "eva@desk", "--no-poll") as later:
            assert await later.says(f"dismissed {incident}") == f"dismissed {incident} ben@night a drill"
