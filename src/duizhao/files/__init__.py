"""Files of a project, read with the place of everything that is wrong in them."""
