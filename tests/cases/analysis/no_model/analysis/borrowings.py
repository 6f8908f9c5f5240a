"""A model under another name."""


def make(edition, folder):
    """Write nothing."""
