"""What people type into forms; which regions and colours there are is passed in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict

from customers.domain.personal import Visibility

Choices = Sequence[tuple[str, str]]

# what can travel in a header: visible Latin-1 characters, no space
_SENDABLE = RegexValidator(
    r"\A[!-~\xa1-\xff]+\Z", "This holds a space or a character that no key or id has."
)
_CURRENCY = RegexValidator(r"\A[A-Za-z]{3}\Z", "A currency has three letters, such as EUR.")


class _ApiKeyField(forms.CharField):
    """A key as people paste it; it never goes back to the browser."""

    def __init__(self) -> None:
        super().__init__(
            label="API key",
            help_text="Sealed when saved. Afterwards only the last four signs are shown, to nobody "
            "but you.",
            max_length=500,
            validators=[_SENDABLE],
            widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        )

    def to_python(self, value: Any) -> str:
        """The key without what was copied along with it."""
        return str(super().to_python(value)).removeprefix("Bearer ").strip()


class KeyForm(forms.Form):
    """A new key for a connection that stands."""

    api_key = _ApiKeyField()


class RenameForm(forms.Form):
    """Name and colour; the currency too, where nobody has told it."""

    name = forms.CharField(label="Name, as your team says it", max_length=120)
    currency = forms.CharField(
        label="Currency",
        help_text="Three letters, such as EUR; FlexPortal has not told it yet.",
        required=False,
        max_length=3,
        validators=[_CURRENCY],
    )

    def __init__(self, *args: Any, hues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hue"] = forms.ChoiceField(label="Colour of the strip", choices=hues)

    def clean_currency(self) -> str:
        """The code as ISO 4217 writes it."""
        return str(self.cleaned_data["currency"]).upper()


class ConnectForm(forms.Form):
    """A tenant to connect to, and the key for it."""

    tenant_id = forms.CharField(
        label="Tenant id (Business Unit)",
        max_length=200,
        validators=[_SENDABLE],
        widget=forms.TextInput(
            attrs={"class": "mono-input", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    name = forms.CharField(label="Name, as your team says it", max_length=120)
    api_key = _ApiKeyField()

    def __init__(self, *args: Any, regions: Choices, hues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"] = forms.ChoiceField(label="Region", choices=regions)
        self.fields["hue"] = forms.ChoiceField(label="Colour of the strip", choices=hues)


class ExtensionForm(forms.Form):
    """What an extension is tried with."""

    months = forms.IntegerField(label="By how many months", min_value=1, max_value=120)
    price = forms.ChoiceField(
        choices=[("advised", "As advised"), ("present", "As now")], required=False
    )

    def clean_price(self) -> str:
        """As advised, where nothing is said."""
        return self.cleaned_data["price"] or "advised"


class NoteForm(forms.Form):
    """What one writes down about a customer."""

    text = forms.CharField(
        label="New note",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": "What colleagues should know"}),
    )
    pinned = forms.BooleanField(label="Pin it above the others", required=False)


class VisibilityForm(forms.Form):
    """Whether personal data is shown; `back` is the page one comes from."""

    choice = forms.ChoiceField(choices=[(one.value, one.value) for one in Visibility])
    back = forms.CharField(required=False)


class ViewForm(forms.Form):
    """The name of a saved view, and whether colleagues see it."""

    name = forms.CharField(label="Name", max_length=80)
    shared = forms.BooleanField(
        label="Share it with everybody who works with this tenant", required=False
    )


class ExportForm(forms.Form):
    """A list as its address says it, and the format of the file."""

    format = forms.ChoiceField(choices=[("csv", "CSV"), ("xlsx", "XLSX")])
    query = forms.CharField(required=False, max_length=2000, strip=False)

    def words(self) -> QueryDict:
        """The query's words."""
        return QueryDict(self.cleaned_data["query"])
