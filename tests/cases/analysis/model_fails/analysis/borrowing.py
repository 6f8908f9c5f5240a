"""A model that cannot work."""


def make(edition, folder):
    """Divide by nothing."""
    return len(edition) / len([])
