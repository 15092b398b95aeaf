"""Small faults made on purpose: every way in which one module's source could be wrong by one step.

A mutant is one edit of one module: ``<`` for ``<=``, ``and`` for ``or``, a number that is one more, a filter left
out, an empty frame returned. Words of explanations, annotations, decorators and what is raised are left alone: no
figure depends on them. So are ``validate=`` of a join, which is a check itself, and ``maintain_order=``, which on a
frame of three rows changes nothing that a test could rely on.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Edit = tuple[int, int, str]
"""First byte, byte after the last, and what stands there instead."""

COMPARED = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
}
CALCULATED = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "*"),
    ast.BitAnd: ("&", "|"),
    ast.BitOr: ("|", "&"),
}
TWINS = [
    ("min", "max"),
    ("any", "all"),
    ("first", "last"),
    ("min_horizontal", "max_horizontal"),
    ("any_horizontal", "all_horizontal"),
    ("startswith", "endswith"),
    ("starts_with", "ends_with"),
    ("removeprefix", "removesuffix"),
    ("is_null", "is_not_null"),
    ("partition", "rpartition"),
]
"""Functions and methods that are written for each other by mistake."""
OTHER_NAME = {a: b for pair in TWINS for a, b in (pair, pair[::-1])}
OTHER_WORD = {"left": "inner", "inner": "left", "semi": "anti", "anti": "semi", "first": "last", "last": "first"}
"""What a keyword such as ``how=`` or ``keep=`` says instead."""
STEPS_LEFT_OUT = {
    *("filter", "unique", "sort", "drop_nulls", "fill_null", "abs", "round"),
    *("strip", "lower", "casefold", "strip_chars", "to_lowercase"),
}
"""Methods without which a chain still runs."""
KEYWORDS_LEFT_OUT = {"nulls_equal", "nulls_last", "descending", "key", "reverse", "default", "cutoff"}
KEYWORDS_KEPT = {"validate", "maintain_order", "strict", "frozen", "slots", "eq"}
COMPARING_METHODS = {"is_in", "eq_missing", "ne_missing", "lit", "startswith", "endswith"}
"""Methods whose words decide something."""
NOTHING = {"list": "[]", "tuple": "()", "dict": "{}", "set": "set()", "str": '""', "int": "0", "Iterator": "iter(())"}
"""An empty answer of each type; a frame is cleared, anything else is None."""


@dataclass(frozen=True)
class Mutant:
    """One edit of one module; ``nth`` tells edits apart that read the same in one function."""

    file: str
    function: str
    line: int
    original: str
    mutated: str
    nth: int
    edit: Edit

    @property
    def id(self) -> str:
        """The same as long as the function holds the line, wherever in the file it stands."""
        what = "\n".join((self.file, self.function, self.original, self.mutated, str(self.nth)))
        return hashlib.sha256(what.encode()).hexdigest()[:10]

    def applied(self, source: bytes) -> bytes:
        """The module's source with the fault in it."""
        first, end, text = self.edit
        return source[:first] + text.encode() + source[end:]

    def compiles(self, project: Path) -> bool:
        """Is it still Python? A few edits are none: "and" for "or" in a pattern, a keyword that may not be left out."""
        try:
            compile(self.applied((project / self.file).read_bytes()), self.file, "exec")
        except (SyntaxError, ValueError):
            return False
        return True


def mutants_of(path: Path, project: Path) -> list[Mutant]:
    """Every mutant of one module, in the order of the source."""
    source = path.read_bytes()
    file = path.relative_to(project).as_posix()
    seen: Counter[tuple[str, str, str]] = Counter()
    mutants = []
    for function, edit in sorted(_Module(source).edits(), key=lambda item: item[1]):
        line, original, mutated = _lines(source, edit)
        mutant = Mutant(file, function, line, original, mutated, seen[function, original, mutated], edit)
        if original != mutated:
            seen[function, original, mutated] += 1
            mutants.append(mutant)
    return mutants


def _lines(source: bytes, edit: Edit) -> tuple[int, str, str]:
    """The line an edit begins in, and the lines it touches before and after, spaces run together."""
    first, end, text = edit
    start = source.rfind(b"\n", 0, first) + 1
    stop = source.find(b"\n", end)
    stop = len(source) if stop < 0 else stop
    after = source[start:first] + text.encode() + source[end:stop]
    number = source.count(b"\n", 0, first) + 1
    return number, _run_together(source[start:stop]), _run_together(after)


def _run_together(text: bytes) -> str:
    return " ".join(text.decode().split())


class _Module:
    """The source of a module beside its syntax tree."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.starts = [0]
        for line in source.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.tree = ast.parse(source)
        self.asked_for_keys: set[int] = set()
        """Frames that a join only asks for their keys: there a key twice is the same as once."""

    def edits(self) -> Iterator[tuple[str, Edit]]:
        """Each edit with the function it stands in (``module`` outside of any)."""
        yield from self._inside(self.tree, "module", None)

    def _inside(self, node: ast.AST, function: str, returns: ast.expr | None) -> Iterator[tuple[str, Edit]]:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            function = node.name if function == "module" else f"{function}.{node.name}"
            returns = getattr(node, "returns", None)
        for edit in self._here(node, returns):
            yield function, edit
        for child in _children(node):
            yield from self._inside(child, function, returns)

    def _here(self, node: ast.AST, returns: ast.expr | None) -> Iterator[Edit]:
        if isinstance(node, ast.Return):
            yield from self._returned(node, returns)
        for kind, make in _MAKERS:
            if isinstance(node, kind):
                yield from make(self, node)

    # ---- places ----

    def at(self, line: int, column: int) -> int:
        return self.starts[line - 1] + column

    def first(self, node: ast.AST) -> int:
        return self.at(node.lineno, node.col_offset)  # type: ignore[attr-defined]

    def end(self, node: ast.AST) -> int:
        return self.at(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]

    def text(self, node: ast.AST) -> str:
        return self.source[self.first(node) : self.end(node)].decode()

    def instead(self, node: ast.AST, text: str) -> Edit:
        return self.first(node), self.end(node), text

    def between(self, left: ast.AST, right: ast.AST, sign: str, other: str) -> Iterator[Edit]:
        """The sign between two operands replaced; brackets and line ends around it stay."""
        gap = self.source[self.end(left) : self.first(right)].decode()
        words = r"\s+".join(map(re.escape, sign.split()))
        sign_here = re.search(rf"(?<![\w<>=!]){words}(?![\w<>=])", gap)
        if sign_here:
            first = self.end(left) + len(gap[: sign_here.start()].encode())
            yield first, first + len(sign_here.group().encode()), other

    # ---- faults ----

    def _compare(self, node: ast.Compare) -> Iterator[Edit]:
        operands = [node.left, *node.comparators]
        for left, sign, right in zip(operands, node.ops, operands[1:], strict=False):
            yield from self.between(left, right, *COMPARED[type(sign)])
        for operand in operands:
            yield from self._other_words(operand)

    def _other_words(self, node: ast.expr) -> Iterator[Edit]:
        """A word that something is compared with is another one."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield self.instead(node, repr(node.value + "~"))
        elif isinstance(node, ast.Tuple | ast.List | ast.Set):
            for element in node.elts:
                yield from self._other_words(element)

    def _calculate(self, node: ast.BinOp) -> Iterator[Edit]:
        words = (ast.JoinedStr, ast.List, ast.Tuple, ast.ListComp)
        plain = any(isinstance(side, ast.Constant) and isinstance(side.value, str) for side in (node.left, node.right))
        if type(node.op) in CALCULATED and not plain and not isinstance(node.left, words):
            yield from self.between(node.left, node.right, *CALCULATED[type(node.op)])

    def _and_or(self, node: ast.BoolOp) -> Iterator[Edit]:
        sign, other = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in zip(node.values, node.values[1:], strict=False):
            yield from self.between(left, right, sign, other)

    def _unary(self, node: ast.UnaryOp) -> Iterator[Edit]:
        yield self.first(node), self.first(node.operand), ""

    def _condition(self, node: ast.If | ast.IfExp) -> Iterator[Edit]:
        for always in ("True", "False"):
            yield self.instead(node.test, always)

    def _comprehension(self, node: ast.comprehension) -> Iterator[Edit]:
        for condition in node.ifs:
            yield self.instead(condition, "True")

    def _constant(self, node: ast.Constant) -> Iterator[Edit]:
        if isinstance(node.value, bool):
            yield self.instead(node, str(not node.value))
        elif isinstance(node.value, int | float):
            yield self.instead(node, repr(node.value + 1))
            yield self.instead(node, repr(node.value - 1) if node.value >= 1 else f"({node.value - 1!r})")

    def _call(self, node: ast.Call) -> Iterator[Edit]:
        name = _called(node)
        if name in OTHER_NAME:
            end = self.end(node.func)
            yield end - len(name.encode()), end, OTHER_NAME[name]
        if name in COMPARING_METHODS:
            for word in node.args:
                yield from self._other_words(word)
        if name == "when" and len(node.args) == 1:
            yield self.instead(node.args[0], f"~({self.text(node.args[0])})")
        if name == "join" and any(k.arg == "how" and _word(k.value) in ("semi", "anti") for k in node.keywords):
            self.asked_for_keys.update(map(id, node.args))
        if name in STEPS_LEFT_OUT and isinstance(node.func, ast.Attribute) and id(node) not in self.asked_for_keys:
            yield from self._left_out(node, node.func)
        for keyword in node.keywords:
            yield from self._keyword(keyword)

    def _left_out(self, node: ast.Call, method: ast.Attribute) -> Iterator[Edit]:
        after = self.end(method.value)
        dot = re.search(rf"\.\s*{method.attr}\(", self.source[after : self.end(node)].decode())
        if dot:
            yield after + dot.start(), self.end(node), ""

    def _keyword(self, keyword: ast.keyword) -> Iterator[Edit]:
        value = keyword.value
        usual = isinstance(value, ast.Constant) and value.value in (False, None)
        if keyword.arg in KEYWORDS_LEFT_OUT and not usual:
            comma = re.compile(rb"\s*,?").match(self.source, self.end(keyword))
            yield self.first(keyword), comma.end() if comma else self.end(keyword), ""
        if isinstance(value, ast.Constant) and value.value in OTHER_WORD and keyword.arg in ("how", "keep"):
            yield self.instead(value, repr(OTHER_WORD[value.value]))

    def _jump(self, node: ast.Break | ast.Continue) -> Iterator[Edit]:
        yield self.instead(node, "continue" if isinstance(node, ast.Break) else "break")

    def _returned(self, node: ast.Return, returns: ast.expr | None) -> Iterator[Edit]:
        if node.value is None or isinstance(node.value, ast.Constant):
            return
        kind = ast.unparse(returns) if returns else ""
        if kind == "bool":
            yield self.instead(node.value, f"not ({self.text(node.value)})")
        elif kind.endswith("DataFrame"):
            yield self.instead(node.value, f"({self.text(node.value)}).clear()")
        elif kind.endswith("Expr"):
            yield self.instead(node.value, f"({self.text(node.value)}) & None")
        else:
            yield self.instead(node.value, NOTHING.get(re.split(r"\W", kind)[0], "None"))


def _word(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def _called(node: ast.Call) -> str:
    return getattr(node.func, "attr", None) or getattr(node.func, "id", "")


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a node in which a fault would matter."""
    if isinstance(node, ast.JoinedStr | ast.Raise | ast.Assert):
        return
    left_alone = {"annotation", "returns", "decorator_list", "type_params"}
    for field, value in ast.iter_fields(node):
        if field not in left_alone:
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.keyword) and child.arg in KEYWORDS_KEPT:
                    continue
                if isinstance(child, ast.AST):
                    yield child


_MAKERS = [
    (ast.Compare, _Module._compare),
    (ast.BinOp, _Module._calculate),
    (ast.BoolOp, _Module._and_or),
    (ast.UnaryOp, _Module._unary),
    (ast.If | ast.IfExp, _Module._condition),
    (ast.comprehension, _Module._comprehension),
    (ast.Constant, _Module._constant),
    (ast.Call, _Module._call),
    (ast.Break | ast.Continue, _Module._jump),
]
