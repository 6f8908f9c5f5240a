"""How many sources a bit-parallel search starts from at once: one bit for each."""

# Eight words of 64 bits are one cache line for the compiled engine; for numpy, the eight flags
# of a row fill just one word.
WORDS = 8
SOURCES = 64 * WORDS
