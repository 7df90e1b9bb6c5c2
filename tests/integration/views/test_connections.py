"""The connections page, with and without JavaScript: what a person sees after each act."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.fixtures import Settings

from customers.models import Connection
from customers.sandbox.cast import NETHERLANDS, STATES
from customers.sandbox.sandbox import Sandbox
from customers.services.flexportal_client import Secret, open_key
from tests.integration.connections import WRONG_KEY, a_connection

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
FILLED = {
    "region": NETHERLANDS.region,
    "tenant_id": NETHERLANDS.tenant_id,
    "name": "Noord",
    "hue": "slate",
    "api_key": NETHERLANDS.key,
}


@pytest.fixture
def browser(owner: User, sandbox: Sandbox, sign_in: SignIn) -> Client:
    return sign_in(owner)


def address(connection: Connection, act: str) -> str:
    return f"/connections/{connection.pk}/{act}/"


def test_without_a_connection_it_says_where_to_find_key_and_tenant_id(browser: Client) -> None:
    page = browser.get("/connections/")
    assert page.status_code == 200
    for words in ("Connect your first tenant", "eu.flexportal.io", "General", "API Keys"):
        assert words in page.text


def test_adding_leads_back_to_the_list_and_says_so(browser: Client) -> None:
    page = browser.post("/connections/", FILLED, follow=True)
    assert page.redirect_chain == [("/connections/", 302)]
    assert "Key accepted. Noord is ready." in page.text
    assert "Working" in page.text
    assert NETHERLANDS.key not in page.text
    assert Connection.objects.get().hue == "slate"


def test_adding_with_htmx_asks_the_browser_to_go_there(browser: Client) -> None:
    answer = browser.post("/connections/", FILLED, headers=HTMX)
    assert answer.headers["HX-Redirect"] == "/connections/"
    assert "HX-Request" in answer.headers["Vary"]


@pytest.mark.parametrize("copied", ["Bearer {}", "  {}\n"])
def test_a_key_is_taken_as_people_paste_it(browser: Client, owner: User, copied: str) -> None:
    browser.post("/connections/", {**FILLED, "api_key": copied.format(NETHERLANDS.key)})
    assert open_key(Connection.objects.for_user(owner).get()) == Secret(NETHERLANDS.key)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_after_a_refusal_the_form_keeps_all_but_the_key(
    browser: Client, headers: dict[str, str]
) -> None:
    page = browser.post("/connections/", {**FILLED, "api_key": WRONG_KEY}, headers=headers)
    assert page.status_code == 403
    assert "FlexPortal refused this key (401)." in page.text
    assert "Nothing was saved. Check that it was copied whole" in page.text
    assert 'value="Noord"' in page.text
    assert 'value="slate" required aria-label="Slate" checked' in page.text
    assert WRONG_KEY not in page.text
    assert page.text.lstrip().startswith("<!DOCTYPE") is not bool(headers)


@pytest.mark.parametrize(
    ("fault", "status"), [("503", 503), ("429", 503), ("malformed", 502), ("403", 403)]
)
def test_each_answer_has_its_status(
    browser: Client, sandbox: Sandbox, settings: Settings, fault: str, status: int
) -> None:
    sandbox.fault, settings.FLEXPORTAL_DEADLINE = fault, 0.5
    assert browser.post("/connections/", FILLED).status_code == status
    assert not Connection.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("tenant_id", "bu one", "holds a space"),
        ("tenant_id", "", "required"),
        ("name", " ", "required"),
        ("region", "mars", "not one of the available choices"),
        ("hue", "red", "not one of the available choices"),
        ("api_key", "two words", "holds a space"),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_sent(
    browser: Client, sandbox: Sandbox, field: str, value: str, said: str
) -> None:
    page = browser.post("/connections/", {**FILLED, field: value})
    assert page.status_code == 400
    assert said in page.text
    assert not sandbox.requests


def test_a_colour_in_use_is_not_offered_again(browser: Client, owner: User) -> None:
    connection = a_connection(owner)
    page = browser.get("/connections/")
    assert f'name="hue" value="{connection.hue}"' not in page.text


def test_names_are_shown_as_text(browser: Client) -> None:
    page = browser.post("/connections/", {**FILLED, "name": "<b>Noord</b>"}, follow=True)
    assert "<bdi>&lt;b&gt;Noord&lt;/b&gt;</bdi>" in page.text
    assert "<b>Noord</b>" not in page.text


def test_trying_without_javascript_says_what_came_of_it(browser: Client, owner: User) -> None:
    connection = a_connection(owner, verify=False)
    page = browser.post(address(connection, "try"), follow=True)
    assert "FlexPortal accepts the key for Nordlicht Nederland." in page.text


def test_trying_with_htmx_swaps_the_card(browser: Client, owner: User) -> None:
    connection = a_connection(owner, verify=False)
    card = browser.post(address(connection, "try"), headers=HTMX)
    assert card.text.count("<section") == 1
    assert "Working" in card.text
    assert "FlexPortal accepts the key" in card.headers["HX-Trigger"]


def test_a_refused_key_says_since_when_and_leads_to_the_remedy(
    browser: Client, owner: User
) -> None:
    connection = a_connection(owner, key=WRONG_KEY, verify=False)
    card = browser.post(address(connection, "try"), headers=HTMX)
    assert card.status_code == 403
    assert "FlexPortal refuses this key since" in card.text
    assert "withheld from you until a key works" in card.text
    assert f'class="btn btn-primary" href="{address(connection, "replace-key")}"' in card.text


def test_a_trial_without_an_answer_leaves_the_state(
    browser: Client, owner: User, sandbox: Sandbox
) -> None:
    connection = a_connection(owner)
    sandbox.fault = "503"
    card = browser.post(address(connection, "try"), headers=HTMX)
    assert card.status_code == 503
    assert "FlexPortal did not answer." in card.text
    assert "Working" in card.text


@pytest.mark.parametrize(
    ("name", "value", "status", "said"),
    [
        ("VAULT_KEYS", (bytes(32 * [7]),), 403, "Make a new key under Settings, API keys."),
        ("FLEXPORTAL_WAITERS", 0, 503, "The key may be right. Try again in a minute."),
        ("FLEXPORTAL_REGIONS", {"lab": "http://127.0.0.1:1"}, 400, "There is no region “eu”."),
    ],
)
def test_what_keeps_a_key_from_being_tried_is_said(  # noqa: PLR0917 - four are one case
    browser: Client,
    owner: User,
    settings: Settings,
    name: str,
    value: object,
    status: int,
    said: str,
) -> None:
    connection = a_connection(owner)
    setattr(settings, name, value)
    card = browser.post(address(connection, "try"), headers=HTMX)
    assert card.status_code == status
    assert said in card.text


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize("act", ["rename", "replace-key", "remove"])
def test_each_act_asks_in_a_dialog_or_on_a_page(
    browser: Client, owner: User, act: str, headers: dict[str, str]
) -> None:
    connection = a_connection(owner)
    page = browser.get(address(connection, act), headers=headers)
    assert page.status_code == 200
    assert connection.name in page.text
    assert f'action="{address(connection, act)}"' in page.text
    assert ("<html" in page.text) is not bool(headers)
    assert Connection.objects.get().name == connection.name


def test_renaming(browser: Client, owner: User) -> None:
    connection = a_connection(owner)
    page = browser.post(
        address(connection, "rename"), {"name": "Noord", "hue": "slate"}, follow=True
    )
    assert "Saved. It is called Noord." in page.text
    assert Connection.objects.get().name == "Noord"


def test_a_currency_is_asked_for_only_where_it_is_unknown(browser: Client, owner: User) -> None:
    connection = a_connection(owner, verify=False)
    assert 'name="currency"' in browser.get(address(connection, "rename")).text
    fields = {"name": "Noord", "hue": "slate", "currency": "sek"}
    assert (
        browser.post(address(connection, "rename"), {**fields, "currency": "kr"}).status_code == 400
    )
    browser.post(address(connection, "rename"), fields)
    assert Connection.objects.select_related("tenant").get().tenant.currency == "SEK"
    assert 'name="currency"' not in browser.get(address(connection, "rename")).text


def test_replacing_the_key_of_a_refused_connection(browser: Client, owner: User) -> None:
    connection = a_connection(owner, key=WRONG_KEY, verify=False)
    page = browser.post(
        address(connection, "replace-key"), {"api_key": NETHERLANDS.key}, follow=True
    )
    assert "Key accepted." in page.text
    assert Connection.objects.get().is_working


def test_a_refused_replacement_stays_in_the_dialog(browser: Client, owner: User) -> None:
    connection = a_connection(owner)
    page = browser.post(address(connection, "replace-key"), {"api_key": WRONG_KEY}, headers=HTMX)
    assert page.status_code == 403
    assert "Nothing was saved." in page.text
    assert WRONG_KEY not in page.text
    assert Connection.objects.get().is_working


def test_removing(browser: Client, owner: User) -> None:
    connection = a_connection(owner)
    kept = a_connection(owner, STATES)
    page = browser.post(address(connection, "remove"), follow=True)
    assert "Nordlicht Nederland was removed." in page.text
    assert list(Connection.objects.all()) == [kept]


@pytest.mark.usefixtures("sandbox")
@pytest.mark.parametrize("act", ["try", "rename", "replace-key", "remove"])
def test_anothers_connection_is_the_same_404_as_none(
    owner: User, outsider: User, sign_in: SignIn, act: str
) -> None:
    connection, browser = a_connection(owner), sign_in(outsider)
    others, nobodys = (
        browser.post(f"/connections/{one}/{act}/", FILLED) for one in (connection.pk, uuid4())
    )
    assert others.status_code == nobodys.status_code == 404
    assert others.content == nobodys.content
    if act != "try":
        assert browser.get(f"/connections/{connection.pk}/{act}/").content == nobodys.content
    assert Connection.objects.count() == 1


def test_a_get_never_tries_a_key(browser: Client, owner: User, sandbox: Sandbox) -> None:
    connection = a_connection(owner, verify=False)
    assert browser.get(address(connection, "try")).status_code == 405
    assert not sandbox.requests
