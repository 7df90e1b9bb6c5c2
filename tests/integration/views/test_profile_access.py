"""Who may see a saved copy, and what an id may be."""

from io import StringIO
from urllib.parse import quote, unquote

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from customers.domain.document import from_document
from customers.models import Connection, CustomerCopy
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.services.connect_tenant import connect_tenant
from customers.services.flexportal_client import Secret
from tests.conftest import SignIn
from tests.integration.connections import NOW, WRONG_KEY, a_connection
from tests.integration.pages import HTMX, profile_url, save_copy, tags, words

pytestmark = pytest.mark.django_db
MARIEKE = cast.MARIEKE
EMAIL = "marieke@heuveloosterbaan.example"


def test_whatever_is_not_yours_is_as_if_it_never_existed(
    connection: Connection, outsider: User, sign_in: SignIn, sandbox: Sandbox
) -> None:
    """The same bytes for another's tenant, a slug that never was, and nonsense."""
    save_copy(connection, MARIEKE)
    a_connection(outsider, cast.STATES)
    sandbox.requests.clear()
    theirs, slug = sign_in(outsider), connection.tenant.slug
    never = theirs.get("/no/such/address/")
    assert never.status_code == 404
    for path in (f"t/{slug}", "t/no-such-tenant", "t/%00", "t/a b"):
        for rest in (MARIEKE, f"{MARIEKE}/receipt", "..", "cust_nobody"):
            for headers in (None, HTMX):
                response = theirs.get(f"/{path}/customers/{rest}/", headers=headers)
                assert (response.status_code, response.content) == (404, never.content)
    assert len(sandbox.requests) == 0


def test_nobody_sees_a_profile_without_signing_in(connection: Connection) -> None:
    """A page leads to sign-in; an htmx request is told to go there."""
    url = profile_url(connection, MARIEKE)
    assert Client().get(url).status_code == 302
    assert Client().get(url, headers=HTMX)["HX-Redirect"].startswith("/accounts/login/")


def known_name(copy: CustomerCopy) -> str:
    """Whose copy it is, in words that only the copy holds."""
    return from_document(copy.document).name or ""


def everywhere(browser: Client, connection: Connection) -> str:
    """All that this user can read of the saved copy, in every place there is."""
    url = profile_url(connection, MARIEKE)
    addresses = (url, f"{url}receipt/", "/", f"/?q={EMAIL}", f"/?q={MARIEKE}&everywhere=1")
    seen = [browser.get(address, follow=True).content.decode() for address in addresses]
    out = StringIO()
    try:
        call_command("lookup", connection.user.username, MARIEKE, stdout=out, stderr=out)
    except CommandError as error:
        out.write(str(error))
    return " ".join((*seen, out.getvalue()))


def test_a_refused_key_withholds_the_copies_everywhere_until_one_works(
    signed_in: Client, connection: Connection, sandbox: Sandbox, colleague: User, sign_in: SignIn
) -> None:
    """Profile, receipt, recent list, both searches, terminal; the colleague keeps reading."""
    theirs = a_connection(colleague)
    name = known_name(save_copy(connection, MARIEKE))
    assert name in everywhere(signed_in, connection)
    sandbox.fault = "401"
    signed_in.get(f"{profile_url(connection, MARIEKE)}?refresh=1")
    assert name not in everywhere(signed_in, connection)
    sandbox.fault = "503"
    assert name not in everywhere(signed_in, connection)
    assert name in words(sign_in(colleague).get(profile_url(theirs, MARIEKE)))
    sandbox.fault = None
    assert name in everywhere(signed_in, connection)


def test_an_untried_key_gains_nothing_from_a_colleagues_copy(
    connection: Connection, outsider: User, sign_in: SignIn, sandbox: Sandbox
) -> None:
    """It must be accepted first; while FlexPortal is away, it opens nothing."""
    name = known_name(save_copy(connection, MARIEKE))
    untried = a_connection(outsider, verify=False, key=WRONG_KEY)
    theirs = sign_in(outsider)
    sandbox.fault = "503"
    assert theirs.get(profile_url(untried, MARIEKE)).status_code == 503
    assert name not in everywhere(theirs, untried)
    sandbox.fault = None
    assert theirs.get(profile_url(untried, MARIEKE)).status_code == 403
    assert name not in everywhere(theirs, untried)


def test_a_key_that_was_never_accepted_cannot_remove_a_copy(
    connection: Connection, outsider: User, sign_in: SignIn, sandbox: Sandbox
) -> None:
    """Its “not found” is not believed by those whose key works."""
    save_copy(connection, MARIEKE)
    untried = a_connection(outsider, verify=False, key=WRONG_KEY)
    sandbox.fault = "404"
    assert sign_in(outsider).get(profile_url(untried, MARIEKE)).status_code == 404
    assert CustomerCopy.objects.count() == 1


@pytest.mark.parametrize(
    "encoded",
    [
        *(".", "..", "...", "%2e%2e", "a" * 201, "%20", "%20a", "a%20b", "a%09b", "a%5Cb"),
        *("a%00b", "a%0Ab", "a%C2%85b", "a%E2%80%AEb", "a%E2%80%8Bb", "%EF%BB%BFa"),
    ],
)
def test_what_cannot_be_an_id_is_never_sent(
    signed_in: Client, connection: Connection, sandbox: Sandbox, encoded: str
) -> None:
    """400, naming what is wrong; for the receipt and the box as well."""
    slug = connection.tenant.slug
    for rest in ("", "receipt/", "?refresh=1"):
        response = signed_in.get(f"/t/{slug}/customers/{encoded}/{rest}")
        assert response.status_code == 400
        assert "This cannot be a customer id: it " in words(response)
        assert "Nothing was sent to FlexPortal." in words(response)
    assert len(sandbox.requests) == 0


@pytest.mark.parametrize(
    "customer_id",
    [
        *("kund_Åsa-東京", "100%", "%2e%2e", "a#b", "a?b=c", "a+b", "a&b", "it's", 'say"hi"x'),
        *("a<script>b", "a..b", "a" * 200, "~", ":@", "é", "1", "a{{7}}b"),
    ],
)
def test_odd_ids_arrive_as_they_were_given(
    signed_in: Client, connection: Connection, sandbox: Sandbox, customer_id: str
) -> None:
    """Through our own address, the box and FlexPortal's path, character by character."""
    response = signed_in.get(profile_url(connection, customer_id))
    assert response.status_code == 404
    path = sandbox.requests[-1].path
    sandbox.requests.clear()
    assert signed_in.get("/", {"q": customer_id}).status_code == 404
    assert path in {request.path for request in sandbox.requests}
    assert path == "/v1/customers/" + quote(unquote(path.removeprefix("/v1/customers/")), safe="~")
    assert unquote(path).removeprefix("/v1/customers/") == customer_id
    assert len(tags(response, "data-metric")) == 0


def test_a_removed_connection_closes_its_tenant(
    signed_in: Client, connection: Connection, colleague: User
) -> None:
    """Profile and recent list; a new connection of another key opens them again."""
    a_connection(colleague)
    url = profile_url(connection, MARIEKE)
    signed_in.get(url)
    owner = connection.user
    connection.delete()
    assert signed_in.get(url).status_code == 404
    assert MARIEKE not in signed_in.get("/").content.decode()
    connect_tenant(
        owner,
        region=cast.NETHERLANDS.region,
        tenant_id=cast.NETHERLANDS.tenant_id,
        name="again",
        key=Secret(cast.NETHERLANDS.key),
        now=NOW,
    )
    assert MARIEKE in signed_in.get("/").content.decode()
