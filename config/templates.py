"""Reads the templates; what is the same for every request is put in once, while they are read.

An icon's address, a static file's, a page's without arguments and a part that another template
includes are a quarter of a page's time when they are worked out at every request.
"""

import re

from django.template import Origin, TemplateDoesNotExist
from django.template.loaders import filesystem
from django.templatetags.static import static
from django.urls import reverse

_FIXED = re.compile(
    r"\{\{ (?P<icons>icons) \}\}"
    r"""|\{% static ['"](?P<static>[^'"]+)['"] %\}"""
    r"""|\{% url ['"](?P<page>\w+)['"] %\}"""
    r"""|\{% include "(?P<part>[^"]+)"(?: with (?P<values>[^%]+))? %\}"""
)


class Loader(filesystem.Loader):
    """Django's own, for the project's templates; cached, a template is read once a process."""

    def get_contents(self, origin: Origin) -> str:
        """The template's text with everything fixed in its place."""
        return _FIXED.sub(self._fixed, super().get_contents(origin))

    def _fixed(self, tag: re.Match[str]) -> str:
        if tag["icons"]:
            return static("img/icons.svg")
        if tag["static"]:
            return static(tag["static"])
        if tag["page"]:
            return reverse(tag["page"])
        return self._part(tag)

    def _part(self, tag: re.Match[str]) -> str:
        """The included text; a part of somebody else's stays a tag."""
        for origin in self.get_template_sources(tag["part"]):
            try:
                part = self.get_contents(origin)
            except TemplateDoesNotExist:
                continue
            values = tag["values"]
            return f"{{% with {values} %}}{part}{{% endwith %}}" if values else part
        return tag[0]
