"""Expressions: what a chapter may write between braces, read and evaluated by our own rules.

Whatever content says is data. A source is cut into tokens (`tokens`), parsed to a tree of closed
node types (`parser`, `nodes`), and walked (`evaluate`) over an allow-list (`members`): no name that
content gives is ever looked up on a Python object. What comes out are the values of `value` and
`namespace`, each number with the tree of what it was made from (`provenance`).
"""
