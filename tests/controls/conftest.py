"""`rules`: a small, sound folder of rules, to put one thing wrong in and ask for the faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from controls.rule_folder import RuleFolder


@pytest.fixture
def rules(tmp_path: Path) -> RuleFolder:
    return RuleFolder(tmp_path / "rules")
