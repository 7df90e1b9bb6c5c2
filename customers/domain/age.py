"""How old something is, in words; `static/js/recoup.js` repeats the same wording."""

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def describe_duration(seconds: float) -> str:
    """`20 s`, `3 min`, `2 h 47 min`, `1 day`, `12 days`: cut off, never rounded up."""
    whole = max(int(seconds), 0)
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min"
    if whole < _DAY:
        minutes = whole % _HOUR // _MINUTE
        return f"{whole // _HOUR} h {minutes} min" if minutes else f"{whole // _HOUR} h"
    days = whole // _DAY
    return "1 day" if days == 1 else f"{days} days"


def describe_age(seconds: float) -> str:
    """`just now` below ten seconds, then tens of seconds, minutes, hours and days `ago`.

    A moment in the future (a clock that runs ahead) counts as just now.
    """
    if seconds < 10:
        return "just now"
    tens = seconds // 10 * 10 if seconds < _MINUTE else seconds
    return f"{describe_duration(tens)} ago"
