"""What never changes stands in the templates as they are read."""

from pathlib import Path

import pytest
from django.template import Engine, Origin
from django.templatetags.static import static
from django.urls import reverse

from config.templates import Loader


def read(folder: Path, text: str) -> str:
    """Return what the loader makes of a template."""
    page = folder / "page.html"
    page.write_text(text, encoding="utf-8")
    return Loader(Engine(), [str(folder)]).get_contents(Origin(str(page)))


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("{{ icons }}#x", f"{static('img/icons.svg')}#x"),
        ("{% static 'css/pages.css' %}", static("css/pages.css")),
        ('{% url "connections" %}?x', f"{reverse('connections')}?x"),
        ("{% url 'connection_try' one.id %}", "{% url 'connection_try' one.id %}"),
        ("{% url page %} {{ icons.x }}", "{% url page %} {{ icons.x }}"),
        ('{% include "somebody/elses.html" %}', '{% include "somebody/elses.html" %}'),
        ('{% include "part.html" %}.', "<b>{{ x }}</b>."),
        (
            '{% include "part.html" with x=page.y z="" %}.',
            '{% with x=page.y z="" %}<b>{{ x }}</b>{% endwith %}.',
        ),
        ('{% include "outer.html" %}', "<i><b>{{ x }}</b></i>"),
    ],
)
def test_what_is_fixed_is_put_in(tmp_path: Path, text: str, fixed: str) -> None:
    (tmp_path / "part.html").write_text("<b>{{ x }}</b>", encoding="utf-8")
    (tmp_path / "outer.html").write_text('<i>{% include "part.html" %}</i>', encoding="utf-8")
    assert read(tmp_path, text) == fixed


def test_the_product_reads_its_templates_so() -> None:
    source = Engine.get_default().get_template("components/person.html").source
    assert "{% url" not in source
    assert "{% include" not in source
