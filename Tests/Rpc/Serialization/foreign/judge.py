"""Reads hexadecimal MessagePack values from standard input, one a line. For each, writes a line of two words: what the value
is, in the words of Description.cs, and the bytes that this implementation gives it. Needs python3-msgpack."""

import struct
import sys

import msgpack


def describe(value):
    if value is None:
        return "nil"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"i:{value}"
    if isinstance(value, float):
        return "f:nan" if value != value else "f:" + struct.pack(">d", value).hex()
    if isinstance(value, str):
        return "s:" + value.encode("utf-8").hex()
    if isinstance(value, bytes):
        return "b:" + value.hex()
    if isinstance(value, list):
        return "[" + ",".join(describe(element) for element in value) + "]"
    if isinstance(value, dict):
        return "{" + ",".join(sorted(describe(key) + "=" + describe(element) for key, element in value.items())) + "}"
    if isinstance(value, msgpack.Timestamp):
        return f"t:{value.seconds}.{value.nanoseconds}"
    if isinstance(value, msgpack.ExtType):
        return f"x:{value.code}:{value.data.hex()}"
    raise TypeError(type(value))


for line in sys.stdin:
    decoded = msgpack.unpackb(bytes.fromhex(line.strip()), raw=False, strict_map_key=False)
    print(describe(decoded), msgpack.packb(decoded, use_bin_type=True).hex())
