"""What the program reads from and keeps on disk, whatever it is about."""
