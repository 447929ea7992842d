"""What the shares of covered paragraphs say in words, for tables and pictures alike."""

from __future__ import annotations

from renkei.controls.comparing.sides import Which
from renkei.desk.alignment import AlignmentAnswer
from renkei.desk.covered import Covered
from renkei.ground.words import Words


def regime(answer: AlignmentAnswer, by: Which) -> str:
    """The id of a side's regime."""
    return answer.left.id if by == "left" else answer.right.id


def directions(answer: AlignmentAnswer, words: Words) -> tuple[str, str]:
    """What the shares of either side say, in words."""
    left, right = (words.label("gaps.regime", each.id) for each in (answer.left, answer.right))
    return words("alignment.covered_by", of=left, by=right), words("alignment.covered_by", of=right, by=left)


def shown_topics(answer: AlignmentAnswer) -> tuple[str | None, ...]:
    """All topics together, then each; of a single one only that."""
    return answer.topics if len(answer.topics) == 1 else (None, *answer.topics)


def share_words(one: Covered, words: Words) -> str:
    """Numerator, denominator and percentage; never a share of nothing."""
    if one.share is None:
        return words("alignment.unknown")
    return words("alignment.share", covered=one.covered, decided=one.decided, percent=percent(one))


def percent(one: Covered) -> int | None:
    """The share in whole percent; 0 and 100 only where that is exact."""
    if one.share is None:
        return None
    if one.share in {0, 1}:
        return int(one.share * 100)
    return min(99, max(1, round(one.share * 100)))
