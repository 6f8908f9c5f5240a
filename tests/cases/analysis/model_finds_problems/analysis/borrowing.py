"""A model that finds something wrong with what it is fitted to."""

from duizhao.diagnostics import Diagnostic, Place, Problems, Words


def make(edition, folder):
    """Say so."""
    message = Words(zh="公布值不足", en="too little is published")
    raise Problems([Diagnostic("model", Place(f"data/{edition}/published.csv", 1), message)])
