"""What templates read most of."""


class Shown:
    """Parts may be asked for by name as of a mapping: a template tries that first.

    Where it fails, the exception costs more than all the rest of showing one value.
    """

    __slots__ = ()

    def __getitem__(self, name: str) -> object:
        """The part of this name."""
        return getattr(self, name)
