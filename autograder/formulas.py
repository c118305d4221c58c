"""Turn formulas in TeX into MathML, which browsers draw without a script and without a network.

latex2mathml does not serve here, because learners write formulas too: it keeps `\\href{javascript:…}`, makes an element of
`\\text{<img …>}`, bounds neither size nor depth, and draws an unknown command as if it were a name.

The commands are those that courses use: fractions, roots, sums, accents, matrices, cases, Greek letters, relations, arrows.
A formula with another command is shown as it was typed. Everything that comes from the formula is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

LONGEST = 5_000  # characters of a formula
DEEPEST = 40  # groups in one another

_TOKEN = re.compile(r"\\[a-zA-Z]+\*?|\\.|\d+(?:\.\d+)?|\s+|.", re.DOTALL)

_GREEK = dict(
    zip(
        "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau"
        " upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell partial nabla"
        " infty hbar emptyset".split(),
        "αβγδϵεζηθϑικλμνξπρστυϕφχψωΓΔΘΛΞΠΣΥΦΨΩℓ∂∇∞ℏ∅",
        strict=True,
    )
)
_SIGNS = dict(
    zip(
        "cdot times div pm mp le leq ge geq ne neq approx sim simeq equiv propto in notin subset subseteq cup cap"
        " to rightarrow longrightarrow leftarrow longleftarrow leftrightarrow Rightarrow Longrightarrow Leftarrow"
        " Leftrightarrow mapsto mid vert lvert rvert Vert lVert rVert langle rangle lfloor rfloor lceil rceil odot oplus"
        " otimes circ ast star dots ldots cdots vdots ddots forall exists neg land lor colon prime top perp parallel"
        " ll gg gets".split(),
        "⋅×÷±∓≤≤≥≥≠≠≈∼≃≡∝∈∉⊂⊆∪∩→→⟶←⟵↔⇒⟹⇐⇔↦∣|||‖‖‖⟨⟩⌊⌋⌈⌉⊙⊕⊗∘∗⋆……⋯⋮⋱∀∃¬∧∨:′⊤⟂∥≪≫←",
        strict=True,
    )
)
_LARGE = dict(sum="∑", prod="∏", int="∫", bigcup="⋃", bigcap="⋂")
_LIMITS = {"max", "min", "lim", "arg", "argmax", "argmin", "sup", "inf"}
_FUNCTIONS = set("log ln exp sin cos tan tanh sinh cosh sigmoid relu det dim Pr sgn deg".split()) | _LIMITS
_ACCENTS = dict(hat="^", widehat="^", bar="¯", overline="¯", tilde="~", widetilde="~", vec="→", dot="˙", ddot="¨")
_SPACES = {",": "0.17em", ":": "0.22em", ";": "0.28em", "!": "0em", " ": "0.25em", "quad": "1em", "qquad": "2em"}
_SIZES = {"big": "1.2em", "Big": "1.6em", "bigg": "2.1em", "Bigg": "2.6em"}
_TABLES = {
    "matrix": ("", ""),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    "cases": ("{", ""),
    "array": ("", ""),
    "aligned": ("", ""),
    "align": ("", ""),
    "align*": ("", ""),
    **dict.fromkeys(("equation", "equation*", "gather", "gather*", "split"), ("", "")),
}
_IGNORED = {"displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "nonumber"}
_LETTERS = {"mathcal": 0x1D49C, "mathbf": 0x1D400, "boldsymbol": 0x1D400, "mathbb": 0x1D538}  # code point of their "A"
_ODD_LETTERS = {0x1D49D: "ℬ", 0x1D4A0: "ℰ", 0x1D4A1: "ℱ", 0x1D4A3: "ℋ", 0x1D4A4: "ℐ", 0x1D4A7: "ℒ", 0x1D4A8: "ℳ"}
_ODD_LETTERS |= {0x1D4AD: "ℛ", 0x1D53A: "ℂ", 0x1D53F: "ℍ", 0x1D545: "ℕ", 0x1D547: "ℙ", 0x1D548: "ℚ", 0x1D549: "ℝ"}
_ODD_LETTERS |= {0x1D551: "ℤ"}


class _Unknown(Exception):
    """The formula holds something that is not drawn here."""


def formula(tex: str, *, display: bool = False) -> str:
    """Return a formula as MathML, with its TeX as an annotation; as code where it cannot be drawn.

    display: whether it has a line for itself.
    """
    tex = tex.strip()
    try:
        body = _Parser(tex).all()
    except (_Unknown, RecursionError):
        return f'<code class="formula">{escape(tex)}</code>'
    kind = ' display="block"' if display else ""
    note = f'<annotation encoding="application/x-tex">{escape(tex)}</annotation>'
    return f"<math{kind}><semantics><mrow>{body}</mrow>{note}</semantics></math>"


class _Parser:
    """Reads one formula from left to right."""

    def __init__(self, tex: str) -> None:
        if len(tex) > LONGEST:
            raise _Unknown
        self._tokens = _TOKEN.findall(tex)
        self._place = 0
        self._depth = 0

    def all(self) -> str:
        """Return the whole formula. Raises _Unknown."""
        made = self._row(lambda token: False)
        if self._peek():
            raise _Unknown
        return made

    def _peek(self) -> str:
        while self._place < len(self._tokens) and self._tokens[self._place].isspace():
            self._place += 1
        return self._tokens[self._place] if self._place < len(self._tokens) else ""

    def _next(self) -> str:
        token = self._peek()
        if not token:
            raise _Unknown
        self._place += 1
        return token

    def _row(self, ends: Callable[[str], bool]) -> str:
        """Return the parts up to a token that ends them, which is left."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise _Unknown
        parts = []
        while (token := self._peek()) and not ends(token):
            parts.append(self._scripted())
        self._depth -= 1
        return "".join(parts)

    def _scripted(self) -> str:
        """Return a part with what stands below and above it."""
        token = self._peek()
        base = "<mrow></mrow>" if token in "^_" else self._part()
        below = above = ""
        while (sign := self._peek()) in ("_", "^", "'"):
            self._next()
            if sign == "'":
                above += "<mo>′</mo>"
            elif sign == "_" and not below:
                below = self._group()
            elif sign == "^" and not above.startswith("<mrow>"):
                above += self._group()
            else:
                raise _Unknown
        name = token[1:]
        under = name in _LARGE or name in _LIMITS or name in ("underbrace", "overbrace")
        kind = ("munder", "mover", "munderover") if under else ("msub", "msup", "msubsup")
        above = f"<mrow>{above}</mrow>" if above else ""
        if below and above:
            return f"<{kind[2]}>{base}{below}{above}</{kind[2]}>"
        if below or above:
            tag = kind[0] if below else kind[1]
            return f"<{tag}>{base}{below or above}</{tag}>"
        return base

    def _group(self) -> str:
        """Return the argument of a command: what is between braces, or one part."""
        if self._peek() != "{":
            return f"<mrow>{self._part()}</mrow>"
        self._next()
        made = self._row(lambda token: token == "}")
        self._expect("}")
        return f"<mrow>{made}</mrow>"

    def _expect(self, wanted: str) -> None:
        if self._next() != wanted:
            raise _Unknown

    def _text(self) -> str:
        """Return the characters of an argument as they are."""
        self._expect("{")
        begin, depth = self._place, 1
        while depth:
            if self._place >= len(self._tokens):
                raise _Unknown
            depth += {"{": 1, "}": -1}.get(self._tokens[self._place], 0)
            self._place += 1
        text = "".join(self._tokens[begin : self._place - 1])
        if "\\" in text.replace("\\_", "") or "$" in text:
            raise _Unknown
        return text.replace("\\_", "_")

    def _part(self) -> str:
        token = self._peek()
        if token == "{":
            return self._group()
        if token in ("}", "&", "$") or token == "\\\\":
            raise _Unknown
        self._next()
        if token.startswith("\\"):
            return self._command(token[1:])
        if token[0].isdigit():
            return f"<mn>{token}</mn>"
        if token.isalpha():
            return f"<mi>{escape(token)}</mi>"
        return _sign({"-": "−", "*": "∗"}.get(token, token), fixed=token in "()[]|/")

    def _command(self, name: str) -> str:
        if name in _GREEK:
            return f"<mi>{_GREEK[name]}</mi>"
        if name in _SIGNS:
            return _sign(_SIGNS[name], fixed=True)
        if name in _LARGE:
            return f"<mo>{_LARGE[name]}</mo>"
        if name in _FUNCTIONS:
            return f"<mi>{name}</mi>"
        if name in _SPACES:
            return f'<mspace width="{_SPACES[name]}"></mspace>'
        if name in _IGNORED:
            return ""
        if name in _LETTERS:
            return f"<mi>{''.join(_letter(one, _LETTERS[name]) for one in self._text())}</mi>"
        if name in _ACCENTS:
            return f'<mover accent="true">{self._group()}<mo>{_ACCENTS[name]}</mo></mover>'
        if name in _SIZES:
            size = _SIZES[name]
            return f'<mo stretchy="true" minsize="{size}" maxsize="{size}">{self._delimiter()}</mo>'
        if name in ("{", "}", "|", "_", "%", "#", "&", "$"):
            return _sign("‖" if name == "|" else name, fixed=True)
        return self._structure(name)

    def _structure(self, name: str) -> str:
        """Return a command with arguments."""
        match name:
            case "frac" | "tfrac" | "dfrac":
                return f"<mfrac>{self._group()}{self._group()}</mfrac>"
            case "sqrt":
                return self._root()
            case "text" | "textrm" | "textbf" | "textit" | "mbox":
                return f"<mtext>{escape(self._text()).replace(' ', '&#160;')}</mtext>"
            case "mathrm" | "operatorname":
                return f'<mi mathvariant="normal">{escape(self._text())}</mi>'
            case "underbrace":
                return f"<munder>{self._group()}<mo>⏟</mo></munder>"
            case "overbrace":
                return f"<mover>{self._group()}<mo>⏞</mo></mover>"
            case "left":
                return self._fenced()
            case "begin":
                return self._table()
        raise _Unknown

    def _root(self) -> str:
        if self._peek() != "[":
            return f"<msqrt>{self._group()}</msqrt>"
        self._next()
        index = self._row(lambda token: token == "]")
        self._expect("]")
        return f"<mroot>{self._group()}<mrow>{index}</mrow></mroot>"

    def _delimiter(self) -> str:
        token = self._next()
        sign = _SIGNS.get(token[1:], token[1:]) if token.startswith("\\") else token
        if sign == ".":
            return ""
        if len(sign) != 1 or sign.isalnum():
            raise _Unknown
        return escape("‖" if token == "\\|" else sign)

    def _fenced(self) -> str:
        left = self._delimiter()
        inner = self._row(lambda token: token == "\\right")
        self._expect("\\right")
        return f'<mrow><mo stretchy="true">{left}</mo>{inner}<mo stretchy="true">{self._delimiter()}</mo></mrow>'

    def _table(self) -> str:
        name = self._text()
        if name not in _TABLES:
            raise _Unknown
        if name == "array":
            self._text()  # the columns
        rows: list[list[str]] = [[]]
        while True:
            cell = self._row(lambda token: token in ("&", "\\\\", "\\end"))
            rows[-1].append(f"<mtd>{cell}</mtd>")
            match self._next():
                case "\\\\":
                    rows.append([])
                case "\\end":
                    break
        if self._text() != name:
            raise _Unknown
        if rows[-1] == ["<mtd></mtd>"]:
            rows.pop()
        left, right = (f'<mo stretchy="true">{mark}</mo>' if mark else "" for mark in _TABLES[name])
        align = ' columnalign="left"' if name == "cases" else ""
        body = "".join(f"<mtr>{''.join(row)}</mtr>" for row in rows)
        return f"<mrow>{left}<mtable{align}>{body}</mtable>{right}</mrow>"


def _sign(sign: str, *, fixed: bool) -> str:
    kept = ' stretchy="false"' if fixed else ""
    return f"<mo{kept}>{escape(sign)}</mo>"


def _letter(letter: str, first: int) -> str:
    """Return a letter in another alphabet; anything else as it is."""
    code = first + ord(letter) - ord("A") if "A" <= letter <= "Z" else 0
    if "a" <= letter <= "z":
        code = first + 26 + ord(letter) - ord("a")
    return _ODD_LETTERS.get(code, chr(code)) if code else escape(letter)
