"""What every page needs to draw itself."""

from django.http import HttpRequest
from django.templatetags.static import static


def design(request: HttpRequest) -> dict[str, str]:
    """Return the address of the icon sprite, resolved once for the page."""
    return {"icons": static("img/icons.svg")}
