"""This report's scripts: tables in, figure tables out."""
