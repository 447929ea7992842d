"""Real products as examples: published figures, each with its sources, and what is publicly said of their control."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from renkei.controls.cells import read_cell
from renkei.controls.facts import Value
from renkei.controls.files import Day, RegimeName
from renkei.controls.loading import built_in
from renkei.controls.rulebook import Bilingual, Rulebook
from renkei.ground.errors import BadInput, BadRecord, Fault
from renkei.ground.places import GROUPS, known
from renkei.ground.reading import fault_at, read_mapping
from renkei.ground.shipped import shipped
from renkei.ground.sources import How, Source, best
from renkei.ground.texts import Text
from renkei.ground.typed import typed_as

_README = "see the README of the products"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FigureFile(_File):
    """One published figure."""

    value: str = Field(min_length=1)
    sources: list[Source] = Field(min_length=1)


class KnownFile(_File):
    """What is publicly said of a product's control on a day."""

    regime: RegimeName
    on: Day
    to: str | None = None
    status: Literal["controlled", "not controlled"]
    license: Literal["required", "not required"] | None = None
    under: list[str] = Field(default_factory=list)
    says: Text
    sources: list[Source] = Field(min_length=1)


class ProductFile(_File):
    """`ID.yaml`."""

    id: str
    maker: str
    model: str
    headquarters: str
    goods: str
    note: Text | None = None
    figures: dict[str, FigureFile] = Field(min_length=1)
    known: list[KnownFile] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ProductFigure:
    """A published figure: as written, as the rules read it, and where it stands."""

    written: str
    value: Value
    sources: tuple[Source, ...]

    @property
    def how(self) -> How:
        """How well it is checked."""
        return best(list(self.sources))


@dataclass(frozen=True, slots=True)
class PublicStatement:
    """What is publicly said of a product's control.

    Attributes:
        on: the day it is said of.
        to: the destination it is said of, if any.
        license: whether a license is said to be needed; None: not said.
        under: ids of the provisions it is said of, `*` standing for the rest of an id; empty: the regime as a whole.
    """

    regime: str
    on: date
    to: str | None
    status: Literal["controlled", "not controlled"]
    license: Literal["required", "not required"] | None
    under: tuple[str, ...]
    says: Text
    sources: tuple[Source, ...]

    def speaks_of(self, provision: str) -> bool:
        """Whether it speaks of a provision."""
        return not self.under or any(fnmatchcase(provision, each) for each in self.under)


@dataclass(frozen=True, slots=True)
class Product:
    """A real product.

    Attributes:
        headquarters: the maker's seat; not that of a customer, which license requirements ask for.
        goods: its kind of goods.
        figures: by attribute, in the order of the file.
        known: what is publicly said of its control, oldest first.
    """

    id: str
    maker: str
    model: str
    headquarters: str
    goods: str
    figures: Mapping[str, ProductFigure]
    known: tuple[PublicStatement, ...] = ()
    note: Bilingual = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Maker and model."""
        return f"{self.maker} {self.model}"

    @property
    def values(self) -> dict[str, Value]:
        """The figures as the rules read them."""
        return {name: figure.value for name, figure in self.figures.items()}


@cache
def products() -> tuple[Product, ...]:
    """The products that come with the program, by id.

    Raises:
        BadRecord: if their files do not hold together.
    """
    return load_products(shipped("products"), built_in())


def load_products(folder: Path, book: Rulebook) -> tuple[Product, ...]:
    """The products of a folder, by id.

    Raises:
        BadRecord: if its files do not hold together; carries every fault.
    """
    reader = _Reader(book)
    found = [reader.product(path) for path in sorted(folder.glob("*.yaml"))]
    if reader.faults:
        raise BadRecord(reader.faults)
    return tuple(each for each in found if each is not None)


class _Reader:
    """Reads product files; `faults` is what is wrong with them."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.faults: list[Fault] = []

    def _fault_at(self, path: Path, keys: tuple[str | int, ...], code: str, message: str, advice: str) -> None:
        self.faults.append(fault_at(path, keys, code, message, advice))

    def product(self, path: Path) -> Product | None:
        data, faults = read_mapping(path)
        self.faults += faults
        if data is None:
            return None
        found, faults = typed_as(ProductFile, data, path, (), _README)
        self.faults += faults
        if found is None:
            return None
        if found.id != path.stem:
            message = f"the id `{found.id}` is not `{path.stem}`"
            self._fault_at(path, ("id",), "file-name", message, "name the file after the id")
        self._place(found.headquarters, path, ("headquarters",))
        if found.goods not in self.book.kinds:
            message = f"`{found.goods}` is no kind of goods"
            self._fault_at(path, ("goods",), "unknown-reference", message, "name a kind of goods.yaml")
            return None
        figures = {name: self._figure(name, each, found.goods, path) for name, each in found.figures.items()}
        return Product(
            id=found.id,
            maker=found.maker,
            model=found.model,
            headquarters=found.headquarters,
            goods=found.goods,
            figures={name: each for name, each in figures.items() if each is not None},
            known=tuple(self._known(each, path, place) for place, each in enumerate(found.known)),
            note={"en": found.note.en, "ja": found.note["ja"]} if found.note else {},
        )

    def _figure(self, name: str, found: FigureFile, kind: str, path: Path) -> ProductFigure | None:
        keys = ("figures", name)
        attribute = self.book.attributes.get(name)
        if attribute is None:
            self._fault_at(path, keys, "unknown-reference", f"`{name}` is no attribute", "name one of attributes/")
            return None
        if kind not in attribute.kinds:
            advice = "name an attribute of this kind of goods"
            self._fault_at(path, keys, "unknown-reference", f"`{kind}` has no `{name}`", advice)
            return None
        try:
            value = read_cell(found.value, attribute, self.book)
        except BadInput as error:
            self._fault_at(path, (*keys, "value"), error.code, error.message, error.help)
            return None
        if value is None:
            message = f"`{found.value}` says that the figure is not known"
            self._fault_at(path, (*keys, "value"), "bad-value", message, "leave the figure out")
            return None
        return ProductFigure(found.value, value, tuple(found.sources))

    def _known(self, found: KnownFile, path: Path, place: int) -> PublicStatement:
        if found.to is not None:
            self._place(found.to, path, ("known", place, "to"))
        for each in found.under:
            ids = [id_ for id_ in self.book.provisions if id_.startswith(f"{found.regime}-")]
            if not any(fnmatchcase(id_, each) for id_ in ids):
                message = f"`{each}` is no provision of `{found.regime}`"
                keys = ("known", place, "under")
                self._fault_at(path, keys, "unknown-reference", message, "name a provision by its id")
        return PublicStatement(
            regime=found.regime,
            on=date.fromisoformat(found.on),
            to=found.to,
            status=found.status,
            license=found.license,
            under=tuple(found.under),
            says=found.says,
            sources=tuple(found.sources),
        )

    def _place(self, code: str, path: Path, keys: tuple[str | int, ...]) -> None:
        if code in GROUPS or not known(code):
            advice = "write its two-letter code, such as `JP`"
            self._fault_at(path, keys, "unknown-reference", f"`{code}` is no place", advice)
