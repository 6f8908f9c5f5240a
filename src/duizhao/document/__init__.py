"""The document: a chapter's Markdown parsed once, as a tree that every target is rendered from."""
