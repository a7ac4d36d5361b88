"""Rows straight from the pages of an SQLite file, where the tree above them is broken: one lost page at the top of a
table would else lose the whole table. After https://www.sqlite.org/fileformat.html (1.6 and 2.1).

What is found may be anything that ever lay there, torn or deleted: the caller believes only what carries a seal.
"""

import struct
from collections.abc import Iterator

PAGE = 4096
_LEAF = 13
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_LOCAL = PAGE - 35
_LEAST = (PAGE - 12) * 32 // 255 - 23
_LARGEST = 64 << 20

Row = tuple[object, ...]


def leaves(data: bytes, columns: int) -> Iterator[Row]:
    """Every row of so many columns that some leaf page of `data` holds; its rowid stands in place of the first column
    where that is the rowid's alias (stored as null).
    """
    for number in range(1, len(data) // PAGE):  # the first page holds the schema
        page = data[number * PAGE : (number + 1) * PAGE]
        if page[0] != _LEAF:
            continue
        for cell in range(int.from_bytes(page[3:5], "big")):
            at = 8 + 2 * cell
            try:
                row = _row(data, page, int.from_bytes(page[at : at + 2], "big"), columns)
            except (IndexError, ValueError, struct.error):
                continue
            if row is not None:
                yield row


def _row(data: bytes, page: bytes, at: int, columns: int) -> Row | None:
    size, at = _varint(page, at)
    rowid, at = _varint(page, at)
    values = _values(_payload(data, page, at, size), columns)
    if values is not None and values[0] is None:
        return (rowid, *values[1:])
    return values


def _payload(data: bytes, page: bytes, at: int, size: int) -> bytes:
    """What a cell holds, with what flows over to other pages."""
    if size > _LARGEST:
        raise ValueError(size)
    if size <= _LOCAL:
        return page[at : at + size]
    rest = _LEAST + (size - _LEAST) % (PAGE - 4)
    local = rest if rest <= _LOCAL else _LEAST
    parts = [page[at : at + local]]
    over = int.from_bytes(page[at + local : at + local + 4], "big")
    missing = size - local
    while missing > 0:
        if not over:
            raise ValueError("the chain ends early")
        start = (over - 1) * PAGE
        parts.append(data[start + 4 : start + 4 + min(missing, PAGE - 4)])
        missing -= PAGE - 4
        over = int.from_bytes(data[start : start + 4], "big")
    return b"".join(parts)


def _values(record: bytes, columns: int) -> Row | None:
    """The values of a record; None where it has another number of columns."""
    end, at = _varint(record, 0)
    kinds = []
    while at < end:
        kind, at = _varint(record, at)
        kinds.append(kind)
        if len(kinds) > columns:
            return None
    if len(kinds) != columns:
        return None
    values: list[object] = []
    for kind in kinds:
        value, end = _value(record, end, kind)
        values.append(value)
    return tuple(values)


def _value(record: bytes, at: int, kind: int) -> tuple[object, int]:
    if size := _INTEGERS.get(kind):
        return int.from_bytes(record[at : at + size], "big", signed=True), at + size
    if kind == 7:
        return struct.unpack(">d", record[at : at + 8])[0], at + 8
    if kind >= 12:
        end = at + (kind - 12) // 2
        return (record[at:end].decode("utf-8", "replace") if kind % 2 else record[at:end]), end
    return {8: 0, 9: 1}.get(kind), at


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for n in range(9):
        byte = data[at + n]
        if n == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 127
        if byte < 128:
            return value, at + n + 1
    raise ValueError(at)
