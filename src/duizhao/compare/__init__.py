"""Compare: texts that are no project, side by side: read, paired, and held against each other."""
