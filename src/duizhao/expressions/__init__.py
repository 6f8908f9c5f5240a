"""What chapters may write between braces: names, arithmetic and comparisons, nothing else."""
