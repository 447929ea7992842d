"""A text in English and Japanese."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from renkei.ground.languages import InBothLanguages, Lang


class Text(InBothLanguages, BaseModel):
    """A text in English, and in Japanese where the record has it.

    Attributes:
        en: English.
        ja: Japanese; left out where nobody has written it yet, then English stands in.
        local: the original script of a name that is neither.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: str = Field(min_length=1)
    ja: str | None = Field(default=None, min_length=1)
    local: str | None = Field(default=None, min_length=1)

    def __getitem__(self, lang: Lang) -> str:
        return self.ja if lang == "ja" and self.ja else self.en

    def both(self) -> str:
        """Both scripts at once, such as `Raimondo (レモンド)`; English alone where there is no other."""
        other = self.ja or self.local
        return f"{self.en} ({other})" if other and other != self.en else self.en
