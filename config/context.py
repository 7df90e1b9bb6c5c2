"""What every page needs to draw itself."""

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static


def design(request: HttpRequest) -> dict[str, str]:
    """Return the icon sprite's address, and how many seconds a person may wait for FlexPortal."""
    return {"icons": static("img/icons.svg"), "deadline": f"{settings.FLEXPORTAL_DEADLINE:g}"}
