"""Every rule of the method has a test that names it (METHOD.md R1-R34)."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
NAMED = {
    int(number)
    for path in HERE.rglob("test_*.py")
    if path.name != "test_method.py"
    for name in re.findall(r"def (test_\w+)", path.read_text("utf-8"))
    for number in re.findall(r"_r(\d+)(?=_)", name)
}


@pytest.mark.parametrize("rule", range(1, 35), ids=lambda n: f"R{n}")
def test_a_test_is_named_after_the_rule(rule: int) -> None:
    assert rule in NAMED
