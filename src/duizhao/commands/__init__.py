"""The commands: what each does from reading the project to its exit code."""
