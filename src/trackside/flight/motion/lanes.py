"""Eight numbers that the compiled code treats as one: `Lanes`, so that the equations of motion are written plainly.

A processor can add four or eight pairs of numbers as quickly as one pair. Numba compiles loops over single numbers;
here it is taught a number type of eight lanes with the usual operators, so that ``a * b + c`` flies eight missiles at
once.
`WIDTH` lanes go through one branch together: a choice between them is made with `where`, a branch with `some`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, cast

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.typing.templates import AbstractTemplate, infer_global, signature
from numba.extending import intrinsic, lower_builtin, models, register_model

# Two AVX registers a number hide the latency of the divisions; 4 is a fifth slower, measured.
WIDTH = 8

_F64, _I64, _I32, _I1 = ir.DoubleType(), ir.IntType(64), ir.IntType(32), ir.IntType(1)
_NUMBERS, _WHOLES, _BITS = ir.VectorType(_F64, WIDTH), ir.VectorType(_I64, WIDTH), ir.VectorType(_I1, WIDTH)
_HALVES = ir.VectorType(_I32, WIDTH)
_FOUR = ir.VectorType(_F64, 4)
# A product and a sum may be rounded once instead of twice: quicker and closer to the truth.
_FLAGS = ("contract",)
_SCALARS = (types.Float, types.Integer)


class _LanesType(types.Type):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__(name=f"Lanes{WIDTH}")


class _MaskType(types.Type):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__(name=f"Mask{WIDTH}")


LANES, MASK = _LanesType(), _MaskType()


@register_model(_LanesType)
class _LanesModel(models.PrimitiveModel):  # type: ignore[misc]
    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, _NUMBERS)


@register_model(_MaskType)
class _MaskModel(models.PrimitiveModel):  # type: ignore[misc]
    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, _BITS)


def _intrinsic(typing: Callable[..., Any]) -> Callable[..., Any]:
    """Numba's decorator as the type checker should see what it makes: a function of lanes, called without `typing`."""
    return cast("Callable[..., Any]", intrinsic(typing))


def _lane(index: int) -> ir.Constant:
    return ir.Constant(_I32, index)


def _spread(builder: Any, number: Any) -> Any:
    one = builder.insert_element(ir.Constant(_NUMBERS, ir.Undefined), number, _lane(0))
    return builder.shuffle_vector(one, ir.Constant(_NUMBERS, ir.Undefined), ir.Constant(_HALVES, [0] * WIDTH))


def _raise(context: Any, builder: Any, kind: Any, value: Any) -> Any:
    """A value as lanes: a single number is the same in every lane."""
    return value if kind == LANES else _spread(builder, context.cast(builder, value, kind, types.float64))


def _mixed(args: tuple[Any, ...]) -> bool:
    return LANES in args and all(a == LANES or isinstance(a, _SCALARS) for a in args)


def _teach(what: Any, gives: Any, lower: Callable[[Any, Any, Any], Any]) -> None:
    """Let Numba use a Python operator between lanes, or between lanes and a single number."""

    @infer_global(what)
    class _Typing(AbstractTemplate):  # type: ignore[misc]
        def generic(self, args: tuple[Any, ...], _keywords: dict[str, Any]) -> Any:
            return signature(gives, *args) if len(args) == 2 and _mixed(args) else None

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        a, b = (_raise(context, builder, k, v) for k, v in zip(sig.args, args, strict=True))
        return lower(builder, a, b)

    for pair in ((_LanesType, _LanesType), *(p for s in _SCALARS for p in ((_LanesType, s), (s, _LanesType)))):
        lower_builtin(what, *pair)(code)


_teach(operator.add, LANES, lambda b, x, y: b.fadd(x, y, flags=_FLAGS))
_teach(operator.sub, LANES, lambda b, x, y: b.fsub(x, y, flags=_FLAGS))
_teach(operator.mul, LANES, lambda b, x, y: b.fmul(x, y, flags=_FLAGS))
_teach(operator.truediv, LANES, lambda b, x, y: b.fdiv(x, y, flags=_FLAGS))
_teach(operator.lt, MASK, lambda b, x, y: b.fcmp_ordered("<", x, y))
_teach(operator.le, MASK, lambda b, x, y: b.fcmp_ordered("<=", x, y))
_teach(operator.gt, MASK, lambda b, x, y: b.fcmp_ordered(">", x, y))
_teach(operator.ge, MASK, lambda b, x, y: b.fcmp_ordered(">=", x, y))


@infer_global(operator.neg)
class _NegTyping(AbstractTemplate):  # type: ignore[misc]
    def generic(self, args: tuple[Any, ...], _keywords: dict[str, Any]) -> Any:
        return signature(LANES, LANES) if args == (LANES,) else None


lower_builtin(operator.neg, _LanesType)(lambda _c, b, _s, args: b.fneg(args[0]))


def _teach_masks(what: Any, instruction: str) -> None:
    @infer_global(what)
    class _Typing(AbstractTemplate):  # type: ignore[misc]
        def generic(self, args: tuple[Any, ...], _keywords: dict[str, Any]) -> Any:
            return signature(MASK, MASK, MASK) if args == (MASK, MASK) else None

    lower_builtin(what, _MaskType, _MaskType)(lambda _c, b, _s, args: getattr(b, instruction)(*args))


_teach_masks(operator.and_, "and_")
_teach_masks(operator.or_, "or_")


@_intrinsic
def sqrt(_typing: Any, x: Any) -> Any:
    """The square root of lanes or of a single number."""
    kind, name = (_NUMBERS, f"v{WIDTH}f64") if x == LANES else (_F64, "f64")

    def code(_context: Any, builder: Any, _sig: Any, args: Any) -> Any:
        function = cgutils.get_or_insert_function(builder.module, ir.FunctionType(kind, [kind]), f"llvm.sqrt.{name}")
        return builder.call(function, args)

    return x(x), code


def _chooser(comparison: str) -> Callable[..., Any]:
    def typer(_typing: Any, x: Any, y: Any) -> Any:
        def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
            a, b = (_raise(context, builder, k, v) for k, v in zip(sig.args, args, strict=True))
            return builder.select(builder.fcmp_ordered(comparison, a, b), a, b)

        return LANES(x, y), code

    return _intrinsic(typer)


# The smaller and the greater of two; where the first is not a number, the second.
least = _chooser("<")
most = _chooser(">")


@_intrinsic
def where(_typing: Any, chosen: Any, x: Any, y: Any) -> Any:
    """`x` in the lanes chosen, `y` in the others."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        a, b = (_raise(context, builder, k, v) for k, v in zip(sig.args[1:], args[1:], strict=True))
        return builder.select(args[0], a, b)

    return LANES(chosen, x, y), code


@_intrinsic
def some(_typing: Any, chosen: Any) -> Any:
    """Whether any lane is chosen."""

    def code(_context: Any, builder: Any, _sig: Any, args: Any) -> Any:
        word = ir.IntType(WIDTH)
        return builder.icmp_unsigned("!=", builder.bitcast(args[0], word), ir.Constant(word, 0))

    return types.boolean(chosen), code


def _place(context: Any, builder: Any, kind: Any, array: Any, index: Any) -> Any:
    start = builder.mul(index, ir.Constant(_I64, WIDTH))
    pointer = builder.gep(context.make_array(kind)(context, builder, array).data, [start])
    return builder.bitcast(pointer, _NUMBERS.as_pointer())


@_intrinsic
def load(_typing: Any, array: Any, row: Any) -> Any:
    """Row number `row` of a flat array of rows of `WIDTH` numbers."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        return builder.load(_place(context, builder, sig.args[0], args[0], args[1]), align=8)

    return LANES(array, types.intp), code


@_intrinsic
def store(_typing: Any, array: Any, row: Any, value: Any) -> Any:
    """Write lanes into a row of a flat array."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        place = _place(context, builder, sig.args[0], args[0], args[1])
        builder.store(_raise(context, builder, sig.args[2], args[2]), place, align=8)
        return context.get_dummy_value()

    return types.void(array, types.intp, value), code


@_intrinsic
def cubic(_typing: Any, table: Any, width: Any, column: Any, position: Any) -> Any:
    """A tabled function: four coefficients of a cubic for each cell, lowest power first.

    `table` is flat with `width` numbers a cell, the cubic begins at `column`; `position` is counted in cells and lies
    inside the table.
    """

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        data = context.make_array(sig.args[0])(context, builder, args[0]).data
        cell = builder.fptosi(args[3], _HALVES)
        inside = builder.fsub(args[3], builder.sitofp(cell, _NUMBERS))
        rows = []
        for lane in range(WIDTH):
            index = builder.zext(builder.extract_element(cell, _lane(lane)), _I64)
            start = builder.add(builder.mul(index, args[1]), args[2])
            rows.append(builder.load(builder.bitcast(builder.gep(data, [start]), _FOUR.as_pointer()), align=8))
        result, *others = reversed(_columns(builder, rows))
        for coefficient in others:
            result = builder.fadd(builder.fmul(result, inside, flags=_FLAGS), coefficient, flags=_FLAGS)
        return result

    return LANES(table, types.intp, types.intp, position), code


def _columns(builder: Any, rows: list[Any]) -> list[Any]:
    """Eight rows of four as four columns of eight, by shuffles: a gather would load each number on its own."""

    def mix(a: Any, b: Any, order: list[int]) -> Any:
        return builder.shuffle_vector(a, b, ir.Constant(ir.VectorType(_I32, len(order)), order))

    halves = []
    for start in range(0, WIDTH, 4):
        a, b, c, d = rows[start : start + 4]
        even, odd = [0, 4, 2, 6], [1, 5, 3, 7]
        ab, cd, ab_odd, cd_odd = mix(a, b, even), mix(c, d, even), mix(a, b, odd), mix(c, d, odd)
        low, high = [0, 1, 4, 5], [2, 3, 6, 7]
        halves.append([mix(ab, cd, low), mix(ab_odd, cd_odd, low), mix(ab, cd, high), mix(ab_odd, cd_odd, high)])
    while len(halves) > 1:
        joined = list(range(2 * WIDTH // len(halves)))
        halves = [
            [mix(x, y, joined) for x, y in zip(*pair, strict=True)]
            for pair in zip(halves[::2], halves[1::2], strict=True)
        ]
    return halves[0]


# What the upper half of the bits of 1.0 is as a whole number, less what makes the mean error of the trick vanish.
_ONE_BITS = 1_072_632_447.0


@_intrinsic
def rough_power(_typing: Any, x: Any, exponent: Any) -> Any:
    """`x` > 0 to a power, to 5 %: the bits of a number are nearly its logarithm. Good enough to choose a step."""

    def code(_context: Any, builder: Any, _sig: Any, args: Any) -> Any:
        shift = ir.Constant(_WHOLES, [32] * WIDTH)
        upper = builder.trunc(builder.lshr(builder.bitcast(args[0], _WHOLES), shift), _HALVES)
        one = _spread(builder, ir.Constant(_F64, _ONE_BITS))
        logarithm = builder.fsub(builder.sitofp(upper, _NUMBERS), one)
        power = builder.fadd(builder.fmul(logarithm, _spread(builder, args[1])), one)
        bits = builder.zext(builder.fptosi(power, _HALVES), _WHOLES)
        return builder.bitcast(builder.shl(bits, shift), _NUMBERS)

    return LANES(x, types.float64), code
