// Reads hexadecimal MessagePack values from standard input, one a line. For each, writes a line of two words: what the value
// is, in the words of Description.cs, and the bytes that this implementation gives it. Needs @msgpack/msgpack in the
// node_modules of the folder given as argument.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { encode, decode, ExtData, ExtensionCodec, EXT_TIMESTAMP, decodeTimestampToTimeSpec, encodeTimeSpecToTimestamp } =
  createRequire(process.argv[2] + "/any.js")("@msgpack/msgpack");

// The library's own timestamps are Date objects, of milliseconds; its functions know seconds and nanoseconds.
class Time {
  constructor(spec) { this.spec = spec; }
}
const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: EXT_TIMESTAMP,
  encode: (value) => (value instanceof Time ? encodeTimeSpecToTimestamp(value.spec) : null),
  decode: (data) => new Time(decodeTimestampToTimeSpec(data)),
});
const options = { extensionCodec, useBigInt64: true };

const hex = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
const join = (open, parts, close) => open + parts.join(",") + close;

function describeNumber(value) {
  if (Number.isSafeInteger(value)) return `i:${value}`; // JavaScript has one kind of number: 1.0 is 1
  if (Number.isNaN(value)) return "f:nan";
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return "f:" + hex(bytes);
}

function describe(value) {
  if (value === null) return "nil";
  if (typeof value === "boolean") return `${value}`;
  if (typeof value === "bigint") return `i:${value}`;
  if (typeof value === "number") return describeNumber(value);
  if (typeof value === "string") return "s:" + Buffer.from(value, "utf8").toString("hex");
  if (value instanceof Uint8Array) return "b:" + hex(value);
  if (value instanceof Time) return `t:${value.spec.sec}.${value.spec.nsec}`;
  if (value instanceof ExtData) return `x:${value.type}:${hex(value.data)}`;
  if (Array.isArray(value)) return join("[", value.map(describe), "]");
  return join("{", Object.keys(value).map((key) => describe(key) + "=" + describe(value[key])).sort(), "}");
}

const lines = readFileSync(0, "utf8").split("\n").filter((line) => line.trim() !== "");
process.stdout.write(lines.map((line) => {
  const decoded = decode(Buffer.from(line.trim(), "hex"), options);
  return `${describe(decoded)} ${hex(encode(decoded, options))}\n`;
}).join(""));
