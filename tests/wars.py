"""Small generated wars: few places, few days, so that much collides. For what must hold for any stream."""

from builders import (
    COUNTRY,
    EAST,
    IZIUM,
    KAPYTOLIVKA,
    KHARKIV,
    SUMY,
    Pair,
    act,
    day,
    injured,
    killed,
    people,
    strike,
    told,
)
from hypothesis import strategies as st

from sitrep.model.claim import Act, Casualty, Strike
from sitrep.model.place import Place
from sitrep.model.when import UNDATED

SPOTS: tuple[tuple[Place, ...], ...] = (
    (KHARKIV, EAST),
    (SUMY,),
    (IZIUM,),
    (KAPYTOLIVKA,),
    (EAST,),
    (COUNTRY,),
    (KHARKIV, SUMY),
    (),
)


@st.composite
def pairs(draw: st.DrawFn, name: str) -> Pair:
    """An article of a small war."""
    off = draw(st.sampled_from([None, 0, 0, 1, 2]))
    spots = draw(st.sampled_from(SPOTS))
    blow = strike(
        *spots,
        weapon=draw(st.sampled_from(["missile", "drone", "bomb", "gunfire"])),
        when=UNDATED if off is None else day(off),
        attacker=draw(st.sampled_from([None, "Russia", "Ukraine"])),
        fate=draw(st.sampled_from(["hit", "hit", "hit", "intercepted"])),
        target=draw(st.sampled_from([None, "market", "block of flats", "railway station"])),
    )
    number = draw(st.integers(0, 30))
    claims: list[Strike | Casualty | Act] = [
        blow,
        killed(
            number,
            draw(st.sampled_from([number, None])),
            scope=draw(st.sampled_from(["incident", "aggregate", "part"])),
        ),
        injured(number * 2),
    ]
    if draw(st.booleans()):
        claims.pop(0)
    extra = draw(st.sampled_from([None, act("France", "ACCUSE", "Russia", quote="France condemned the raid on Sumy.")]))
    total = draw(st.sampled_from([None, people("killed", 900 + number, -1, COUNTRY, scope="running_total", start=300)]))
    outlet = draw(st.sampled_from(["A", "B", "C"]))
    return told(name, *claims, *(c for c in (extra, total) if c), outlet=outlet, hours=draw(st.integers(0, 100)))


@st.composite
def wars(draw: st.DrawFn, most: int = 14) -> list[Pair]:
    """Up to `most` articles of one war."""
    return [draw(pairs(f"n{i}")) for i in range(draw(st.integers(1, most)))]
