"""Parser: an expression's source becomes a tree; what is not well formed is told in our words.

From the loosest to the tightest: `or`, `and`, `not`, comparisons, `+ -`, `* /`, `|abs`, minus,
and what follows a name: `.member`, `.member(…)`, `[key]`.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import cast

from duizhao.diagnostics import Words
from duizhao.expressions.nodes import (
    Arithmetic,
    Binary,
    Call,
    Comparison,
    Constant,
    Item,
    Joined,
    Listed,
    Member,
    Node,
    Relation,
    Unary,
    Variable,
)
from duizhao.expressions.tokens import COMPUTE_ELSEWHERE, Token, malformed, tokens
from duizhao.expressions.value import Misuse

# Bounds on the tree (see `tokens` for those on the source).
MOST_NODES = 200
MOST_DEPTH = 25
MOST_ITEMS = 50

_RELATIONS = ("==", "!=", "<", "<=", ">", ">=")
_WORDS = ("and", "or", "not", "in")
_FILTER = Words("这里只有“|abs”这一个过滤器", "the only filter here is “|abs”")


@lru_cache(maxsize=4096)
def parse(source: str) -> Node:
    """Return the tree of an expression; raise `Misuse` where it is not well formed or too big."""
    reader = _Reader(source)
    node = reader.expression()
    reader.finish()
    return node


class _Reader:
    """Reads the tokens of one source from left to right."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = tokens(source)
        self.position = 0
        self.depth = 0
        self.nodes = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.position]

    def finish(self) -> None:
        if self.token.kind != "end":
            raise self._unexpected()

    def expression(self) -> Node:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise self._too_big(
                Words(f"括号套了{MOST_DEPTH}层以上", f"brackets stand over {MOST_DEPTH} deep")
            )
        node = self._conjunction()
        while self._accept("or"):
            node = self._joined(node, self._conjunction(), "or")
        self.depth -= 1
        return node

    def _conjunction(self) -> Node:
        node = self._negation()
        while self._accept("and"):
            node = self._joined(node, self._negation(), "and")
        return node

    def _joined(self, left: Node, right: Node, sign: str) -> Node:
        if sign == "or":
            return self._counted(Joined("or", left, right, left.start, right.end))
        return self._counted(Joined("and", left, right, left.start, right.end))

    def _negation(self) -> Node:
        signs = []
        while self.token.text == "not" and self.token.kind == "name":
            signs.append(self._next())
        node = self._comparison()
        for sign in reversed(signs):
            node = self._counted(Unary("not", node, sign.start, node.end))
        return node

    def _comparison(self) -> Node:
        first = self._sum()
        rest: list[tuple[Relation, Node]] = []
        while (relation := self._relation()) is not None:
            rest.append((relation, self._sum()))
        if not rest:
            return first
        return self._counted(Comparison(first, tuple(rest), first.start, rest[-1][1].end))

    def _relation(self) -> Relation | None:
        for sign in _RELATIONS:
            if self._accept(sign):
                return cast(Relation, sign)
        if self._accept("in"):
            return "in"
        if self.token.text == "not" and self.tokens[self.position + 1].text == "in":
            self.position += 2
            return "not in"
        return None

    def _sum(self) -> Node:
        node = self._product()
        while sign := self._accept("+", "-"):
            right = self._product()
            node = self._arithmetic(sign, node, right)
        return node

    def _product(self) -> Node:
        node = self._filtered()
        while sign := self._accept("*", "/"):
            right = self._filtered()
            node = self._arithmetic(sign, node, right)
        return node

    def _arithmetic(self, sign: Token, left: Node, right: Node) -> Node:
        kind = cast(Arithmetic, sign.text)
        return self._counted(Binary(kind, left, right, left.start, right.end))

    def _filtered(self) -> Node:
        node = self._signed()
        while bar := self._accept("|"):
            if self.token.text != "abs":
                problem = Words(
                    f"没有过滤器“{self.token.text}”", f"there is no filter “{self.token.text}”"
                )
                raise malformed(self.source, bar.start, problem, _FILTER)
            node = self._counted(Unary("abs", node, node.start, self._next().end))
        return node

    def _signed(self) -> Node:
        signs = []
        while sign := self._accept("-"):
            signs.append(sign)
        node = self._followed(self._first())
        for sign in reversed(signs):
            node = self._counted(Unary("-", node, sign.start, node.end))
        return node

    def _followed(self, node: Node) -> Node:
        while True:
            if self._accept("."):
                name = self.token
                if name.kind != "name":
                    problem = Words("点号后面缺少名称", "a name is missing behind the dot")
                    raise malformed(self.source, name.start, problem)
                self._next()
                if self.token.text == "(" and self.token.kind == "sign":
                    node = self._call(node, name)
                else:
                    node = self._counted(Member(node, name.text, node.start, name.end))
            elif opening := self._accept("["):
                key = self.expression()
                closing = self._close("]", opening)
                node = self._counted(Item(node, key, node.start, closing.end))
            else:
                return node

    def _call(self, of: Node | None, name: Token) -> Node:
        opening = self._next()
        arguments: list[Node] = []
        keywords: list[tuple[str, Node]] = []
        while self.token.text != ")" or self.token.kind != "sign":
            following = self.tokens[min(self.position + 1, len(self.tokens) - 1)]
            if self.token.kind == "name" and following.text == "=":
                key = self._next()
                self._next()
                keywords.append((key.text, self.expression()))
            elif keywords:
                problem = Words("写名称的参数要放在最后", "arguments with names come last")
                raise malformed(self.source, self.token.start, problem)
            else:
                arguments.append(self.expression())
            if not self._accept(","):
                break
        closing = self._close(")", opening)
        start = name.start if of is None else of.start
        call = Call(of, name.text, tuple(arguments), tuple(keywords), start, closing.end)
        return self._counted(call)

    def _first(self) -> Node:
        token = self.token
        if token.kind == "name" and token.text not in _WORDS:
            self._next()
            if self.token.text == "(" and self.token.kind == "sign":
                return self._call(None, token)
            return self._counted(Variable(token.text, token.start, token.end))
        if token.kind == "number":
            self._next()
            return self._counted(Constant(Decimal(token.text), token.start, token.end))
        if token.kind == "text":
            self._next()
            return self._counted(Constant(token.text, token.start, token.end))
        if opening := self._accept("(", "["):
            return self._bracket(opening)
        problem = Words("缺少数值", "a value is missing")
        raise malformed(self.source, token.start, problem)

    def _bracket(self, opening: Token) -> Node:
        """Read what stands in brackets: one expression, or a list."""
        closing = ")" if opening.text == "(" else "]"
        items: list[Node] = []
        several = opening.text == "["
        while self.token.text != closing or self.token.kind != "sign":
            items.append(self.expression())
            if not self._accept(","):
                break
            several = True
        end = self._close(closing, opening).end
        if len(items) == 1 and not several:
            return items[0]
        if not items:
            problem = Words("括号里是空的", "the brackets are empty")
            raise malformed(self.source, opening.start, problem)
        if len(items) > MOST_ITEMS:
            raise self._too_big(Words(f"列表超过{MOST_ITEMS}项", f"a list has over {MOST_ITEMS}"))
        return self._counted(Listed(tuple(items), opening.start, end))

    def _counted(self, node: Node) -> Node:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise self._too_big(
                Words(
                    f"表达式超过{MOST_NODES}个成分", f"the expression has over {MOST_NODES} parts"
                )
            )
        return node

    def _next(self) -> Token:
        token = self.token
        if token.kind != "end":
            self.position += 1
        return token

    def _accept(self, *texts: str) -> Token | None:
        if self.token.kind in ("sign", "name") and self.token.text in texts:
            return self._next()
        return None

    def _close(self, closing: str, opening: Token) -> Token:
        found = self._accept(closing)
        if found is not None:
            return found
        if self.token.kind == "end":
            problem = Words(
                f"的“{opening.text}”没有对应的“{closing}”", f"“{opening.text}” is not closed"
            )
            raise malformed(self.source, opening.start, problem)
        raise self._unexpected()

    def _unexpected(self) -> Misuse:
        text = self.token.text
        problem = Words(f"不该有“{text}”", f"“{text}” does not belong")
        hint = Words("比较要写==", "to compare, write ==") if text == "=" else None
        return malformed(self.source, self.token.start, problem, hint)

    def _too_big(self, message: Words) -> Misuse:
        return Misuse("expression-size", message, COMPUTE_ELSEWHERE)
