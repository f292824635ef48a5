class Refused(Exception):
    """A token was refused: for its "signature", or since there is no "key" for it."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


class Failure(Exception):
    """The two sides do not agree, or one of them broke."""
