"""Site: links lead somewhere, pictures have words, and nothing shown or defined is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from duizhao.check.registry import edition_rule, pair_rule, project_rule
from duizhao.check.scopes import EditionView, PairView
from duizhao.check.text.prose import Passage
from duizhao.diagnostics import Diagnostic, Place, Words, did_you_mean
from duizhao.document.links import GLOSSARY, destination, is_inner
from duizhao.document.tree import Link, Note, NoteMark, Tag, found, walk
from duizhao.expressions.value import Reference

# The blocks whose anchor stands on the page and in print.
_ANCHORED = ("heading", "paragraph", "display")


@edition_rule("broken-link", "site")
def broken_link(view: EditionView) -> Iterator[Diagnostic]:
    """A link in a chapter leads to no page, or to no anchor of its page.

    Links within the report name a chapter (`method.md`), an anchor (`#sources`) or both, a term
    (`glossary.md#edge`), or a chapter of another edition (`../1998/method.md`). Links to other
    sites are not followed: a report must build without a network.

    正文中的链接指向不存在的页面或锚点。可以写本版的章节、锚点、术语表或另一版的章节；指向其他网站的
    链接不检查。
    """
    anchors = {
        pair.name: {block.anchor for block in pair.blocks if block.kind in _ANCHORED}
        for pair in view.pairs
    }
    for pair in view.pairs:
        for passage in pair.every_text:
            for link in found(passage.node, Link):
                wrong = _wrong(link.address, pair.name, passage.language, anchors, view)
                if wrong and link.at:
                    yield Diagnostic("broken-link", link.at.place, *wrong)


def _wrong(
    address: str, chapter: str, language: str, anchors: Mapping[str, set[str]], view: EditionView
) -> tuple[Words, Words | None] | None:
    """Return what is wrong with a link's address, and what was probably meant."""
    if not is_inner(address):
        return None
    end = destination(address)
    if end and end.edition and end.edition != view.edition.name:
        file = view.root / "report" / language / end.edition / f"{end.page}.md"
        if file.is_file():
            return None
    elif end and end.page == GLOSSARY:
        terms = {term.id for term in view.context.glossary if term.entry.definition}
        if end.anchor in ("", *terms):
            return None
        return _no_anchor(end.page, end.anchor, terms)
    elif end and (end.page or chapter) in anchors:
        page = end.page or chapter
        if end.anchor in ("", *anchors[page]):
            return None
        return _no_anchor(page, end.anchor, anchors[page])
    target = address.partition("#")[0]
    names = {f"{name}{ending}" for name in anchors for ending in (".md", ".html")}
    message = Words(f"没有页面“{target}”", f"there is no page “{target}”")
    return message, did_you_mean(target, names)


def _no_anchor(page: str, anchor: str, known: set[str]) -> tuple[Words, Words | None]:
    message = Words(f"“{page}”没有锚点“{anchor}”", f"“{page}” has no anchor “{anchor}”")
    return message, did_you_mean(anchor, known)


@pair_rule("footnote", "site")
def footnote(view: PairView) -> Iterator[Diagnostic]:
    """A footnote is referred to and not written, or written and never referred to, or twice.

    脚注有引用而没有内容，有内容而没有引用，或写了两次。
    """
    for language in view.edition.languages:
        used: dict[str, Place] = {}
        written: dict[str, Place] = {}
        for block in view.blocks:
            for node in walk(block.of(language).node):
                if not node.at:
                    continue
                if isinstance(node, NoteMark):
                    used.setdefault(node.name, node.at.place)
                elif isinstance(node, Note) and node.name in written:
                    message = Words(
                        f"脚注“{node.name}”写了两次", f"the footnote “{node.name}” is written twice"
                    )
                    yield Diagnostic("footnote", node.at.place, message)
                elif isinstance(node, Note):
                    written[node.name] = node.at.place
        for note in used.keys() ^ written.keys():
            place = used.get(note) or written[note]
            words = (
                Words(f"脚注“{note}”没有内容", f"the footnote “{note}” is not written")
                if note in used
                else Words(f"脚注“{note}”没有引用", f"nothing refers to the footnote “{note}”")
            )
            yield Diagnostic("footnote", place, words)


@edition_rule("figure-not-mentioned", "site")
def figure_not_mentioned(view: EditionView) -> Iterator[Diagnostic]:
    """A figure or table is shown, and no sentence of the chapter refers to it.

    The text refers to it by `{{ name.ref }}` or, for the table of a figure shown both ways,
    `{{ name.table_ref }}`, in each language.

    展示了图表，正文却没有一处提到它。请用{{ 图表名.ref }}引用。
    """
    for language in view.edition.languages:
        named: set[tuple[str, str]] = set()
        for passage in (block.of(language) for pair in view.pairs for block in pair.blocks):
            for span in passage.expressions:
                if isinstance(span.result, Reference):
                    named.add((span.result.kind, span.result.figure))
        for pair in view.pairs:
            for block in pair.blocks:
                tag = _display(block.of(language))
                figure = view.context.figures.get(tag.argument) if tag else None
                if figure is not None and list(figure.file.columns) == ["value"]:
                    continue  # a table of single facts says what it is
                if tag is not None and (tag.name, tag.argument) not in named:
                    yield Diagnostic(
                        "figure-not-mentioned",
                        tag.place,
                        Words(
                            f"正文没有提到“{tag.argument}”",
                            f"no sentence refers to “{tag.argument}”",
                        ),
                        Words(
                            f"请用{{{{ {tag.argument}.ref }}}}引用",
                            f"refer to it by {{{{ {tag.argument}.ref }}}}",
                        ),
                    )


def _display(passage: Passage) -> Tag | None:
    if passage.kind != "display":
        return None
    tags = found(passage.node, Tag)
    return next((tag for tag in tags if tag.name in ("figure", "table")), None)


@edition_rule("figure-not-shown", "site")
def figure_not_shown(view: EditionView) -> Iterator[Diagnostic]:
    """A figure with a chart is shown in no chapter.

    Tables of single facts need no place of their own; a chart that nobody sees was forgotten.

    有图的图表没有在任何一章展示。
    """
    shown = view.context.numbering.figures
    for name, figure in view.context.figures.items():
        if figure.file.template and not (figure.part and figure.rows):
            continue  # its parts are shown, each where it has rows
        if figure.file.chart is not None and name not in shown:
            message = Words(f"没有一章展示“{name}”", f"no chapter shows “{name}”")
            hint = Words(f"请加上{{% figure {name} %}}", f"add {{% figure {name} %}}")
            yield Diagnostic("figure-not-shown", figure.document.place(), message, hint)


@edition_rule("modelled-outside-appendix", "numbers")
def modelled_outside_appendix(view: EditionView) -> Iterator[Diagnostic]:
    """What only a model gives stands outside the chapter on the model.

    A published edition shows what was published and what follows from it. While its microdata are
    modelled, a number that only they give, a claim that tests one, a word chosen by one (`verb`,
    `trend`), and a figure, table or comparison made of them belong into the one chapter that
    `microdata: appendix:` names in report/<edition>.yml, shown by figures that say
    `modelled: true`. Other chapters may refer to them.

    只有模型才能给出的内容出现在模型一章以外。已出版的一版只写公布的和由此推出的；微观数据为模拟时，
    只有模型给出的数、据以判断的claim、由它选的词（`verb`、`trend`）以及由它画成的图、表和比较，都只能
    放在report/<版本>.yml里`microdata: appendix:`所指的一章，图表写明`modelled: true`。其他各章可以
    引用编号。
    """
    if not view.edition.modelled:
        return
    for pair in view.pairs:
        if view.edition.on_the_model(pair.name):
            continue
        for passage in pair.every_text:
            for tag in found(passage.node, Tag):
                figure = view.context.figures.get(tag.argument)
                if tag.name == "reconcile" or (
                    tag.name != "claim" and figure is not None and figure.modelled
                ):
                    name = tag.argument or tag.name
                    yield Diagnostic(
                        "modelled-outside-appendix",
                        tag.place,
                        Words(
                            f"“{name}”里有只有模型才能给出的数",
                            f"“{name}” holds numbers that only the model gives",
                        ),
                        Words(
                            "请移到模型一章，这里写公布的数或引用其编号",
                            "move it to the chapter on the model; say here what was published, or"
                            " refer to it",
                        ),
                    )


@project_rule("term-unused", "site")
def term_unused(views: Sequence[EditionView]) -> Iterator[Diagnostic]:
    """A term of the glossary is used nowhere: in no chapter, figure, erratum or definition.

    A warning: readers look such a term up and find that the report never says it.

    术语表中的术语没有在任何地方用到。只是提醒。
    """
    used: set[str] = set()
    for view in views:
        lexicon = view.lexicon
        for passage in view.passages:
            used |= {m.term.id for m in lexicon.mentions(passage.masked, passage.language)}
            for span in passage.expressions:
                used |= set(re.findall(r"\w+", getattr(span.piece, "source", "")))
        for passage in view.beside[0].passages:
            used |= {m.term.id for m in lexicon.mentions(passage.masked, passage.language)}
        for figure in view.context.figures.values():
            used |= {*figure.rows, *(c.name for c in figure.cells.values() if c.name)}
        for term in lexicon.glossary:
            if term.entry.definition is not None:
                for x in view.languages[:1]:
                    said = lexicon.mentions(term.entry.definition.of(x), x)
                    used |= {m.term.id for m in said if m.term.id != term.id}
    for term in views[0].lexicon.glossary if views else ():
        settings = views[0].settings
        if settings.allows(settings.file.unused, term.id, term.place.path):
            continue
        if term.kind == "terms" and term.id not in used:
            name = term.entry
            message = Words(f"没有用到“{name.zh}”", f"“{name.en}” is used nowhere")
            yield Diagnostic("term-unused", term.place, message, severity="warning")
