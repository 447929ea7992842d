"""Places as callers write them."""

from __future__ import annotations

from renkei.ground.errors import BadInput


def place_given(option: str, text: str | None) -> str | None:
    """The place an option names; None if it was not given, or says that it is not known.

    Raises:
        BadInput: if no place is called so; the message begins with the option.
    """
    from renkei.controls.cells import read_place

    try:
        return None if text is None else read_place(text)
    except BadInput as error:
        raise named(error, f"`{option} {text}`") from None


def named(error: BadInput, option: str) -> BadInput:
    """The error, beginning with the option that is at fault."""
    return type(error)(f"{option}: {error.message}", error.help)
