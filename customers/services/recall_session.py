"""Sessions in the database, as Django keeps them: ending one ends it at once, everywhere."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import DateTimeField
from django.utils import timezone

from customers.models.prepared import Select, slot

_ALIVE = Select(
    lambda: Session.objects.filter(
        session_key=slot("key"), expire_date__gt=slot("now", DateTimeField())
    )
)


class SessionStore(db.SessionStore):
    """Reads a session at every request with one statement made beforehand."""

    def _get_session_from_db(self) -> Session | None:
        """The session, unless it has ended."""
        found = _ALIVE.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found
