"""Makes the demo's user, or gives it its password back: the name as argument, the password read."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django  # the path has to be known first
from django.contrib.auth import get_user_model


def main(username: str, password: str) -> None:
    """Leave an existing user alone when the password fits: a new hash would end its sessions."""
    user, _ = get_user_model().objects.get_or_create(username=username)
    if not user.check_password(password):
        user.set_password(password)
        user.save()


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1], sys.stdin.read())
