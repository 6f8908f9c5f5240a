"""A model that writes another file."""


def make(edition, folder):
    """Write the loans under another name."""
    (folder / "loan.csv").write_text("id,branch,year\n1,east,1997\n")
