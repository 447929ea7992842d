import pkgutil
from importlib import import_module
from pathlib import Path

import pytest

import renkei
from renkei.ground import errors
from renkei.ground.errors import BadDay, BadInput, BadRecord, Fault, RenkeiError


@pytest.fixture(autouse=True, scope="module")
def everything_is_loaded() -> None:
    """Classes stand where they are raised, and count once their modules are loaded."""
    for module in pkgutil.walk_packages(renkei.__path__, "renkei."):
        if not module.name.endswith("__main__"):
            import_module(module.name)


def kinds(of: type[BadInput]) -> list[type[BadInput]]:
    return [of, *(each for below in of.__subclasses__() for each in kinds(below))]


def test_every_error_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in kinds(BadInput) if "code" in vars(kind)]
    assert len(set(codes)) == len(codes)


def test_every_error_is_listed_in_the_tree_with_its_code() -> None:
    tree = errors.__doc__ or ""
    listed = {line.split("`")[1] for line in tree.splitlines() if line.rstrip().endswith("`") and "──" in line}
    assert listed == {kind.code for kind in kinds(BadInput) if "code" in vars(kind) and kind is not BadInput}
    assert all(kind.__name__ in tree for kind in kinds(BadInput))


def test_everything_raised_on_purpose_can_be_caught_at_the_root() -> None:
    assert issubclass(BadInput, RenkeiError)


def test_an_error_is_one_line_with_code_message_and_help() -> None:
    assert BadDay("`x` is not a day", "write one").line() == "bad-day: `x` is not a day; write one"
    assert BadDay("`x` is not a day").line() == "bad-day: `x` is not a day"


@pytest.mark.parametrize(("line", "place"), [(3, "a.yaml:3"), (0, "a.yaml")])
def test_a_fault_names_file_line_kind_and_what_to_do(line: int, place: str) -> None:
    fault = Fault(Path("a.yaml"), line, "no-id", "the row has no `id`", "give it one")
    assert fault.text() == f"{place}: no-id: the row has no `id`; give it one"


def test_a_bad_record_carries_every_fault_in_order_and_tells_the_first() -> None:
    late, early = (Fault(Path(name), 1, "no-id", name, "") for name in ("b.yaml", "a.yaml"))
    error = BadRecord([late, early])
    assert error.faults == [early, late]
    assert error.message.startswith("a.yaml:1: ")
    assert "(and 1 more)" in error.message
    assert "more" not in BadRecord([late]).message
