"""Verdicts as the page shows them."""

from dataclasses import dataclass

from customers.domain.eligibility import Verdict

from .shown import Shown


@dataclass(frozen=True, slots=True)
class ConditionView(Shown):
    """One condition with the value that was seen."""

    name: str
    title: str
    value: str
    seen: str


@dataclass(frozen=True, slots=True)
class CheckView(Shown):
    """One verdict with all its conditions, and a fault in the data beside it."""

    name: str
    title: str
    value: str
    word: str
    fault: str
    conditions: tuple[ConditionView, ...]


def check_view(verdict: Verdict) -> CheckView:
    """One verdict with all its conditions."""
    return CheckView(
        name=verdict.check,
        title=verdict.title,
        value=verdict.state.value,
        word=verdict.state.label,
        fault=" ".join(verdict.faults),
        conditions=tuple(
            ConditionView(one.name, one.title, one.state.value, one.seen)
            for one in verdict.conditions
        ),
    )
