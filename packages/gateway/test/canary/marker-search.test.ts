import { expect, test } from "vitest";
import { findLeaks } from "./marker-search.ts";
import { Markers } from "./markers.ts";

const VALUE = 'an "expected" signature: a+b/c=';

const writings: Readonly<Record<string, (value: string) => Buffer>> = {
  raw: (value) => Buffer.from(value),
  "base64 at 0": (value) => Buffer.from(Buffer.from(`abc${value}xyz`).toString("base64")),
  "base64 at 1": (value) => Buffer.from(Buffer.from(`a${value}xyz`).toString("base64")),
  "base64 at 2": (value) => Buffer.from(Buffer.from(`ab${value}xyz`).toString("base64")),
  "base64url at 1": (value) => Buffer.from(Buffer.from(`a${value}xyz`).toString("base64url")),
  hex: (value) => Buffer.from(Buffer.from(value).toString("hex")),
  "upper-case hex": (value) => Buffer.from(Buffer.from(value).toString("hex").toUpperCase()),
  "URL-encoded": (value) => Buffer.from(`/path?${encodeURIComponent(value)}`),
  "JSON-escaped": (value) => Buffer.from(JSON.stringify({ value })),
  "UTF-16": (value) => Buffer.from(value, "utf16le"),
  "UTF-16 (big endian)": (value) => Buffer.from(value, "utf16le").swap16(),
};

test.each(Object.keys(writings))("finds a value that is written as %s", (form) => {
  const markers = new Markers();
  markers.add("marked", VALUE);
  const written = writings[form]?.(VALUE) ?? Buffer.alloc(0);
  const output = {
    name: "output",
    bytes: Buffer.concat([Buffer.from("before "), written, Buffer.from(" after")]),
  };
  expect(findLeaks([output], markers.all).map(({ marker }) => marker)).toContain("marked");
});

test("finds nothing in an output that holds none of the values", () => {
  const markers = new Markers();
  markers.text("body");
  markers.secret("key");
  expect(
    findLeaks([{ name: "output", bytes: Buffer.alloc(100_000, "cn0123456789abcdef") }], markers.all),
  ).toEqual([]);
});

test("leaves a value alone where it belongs", () => {
  const markers = new Markers();
  const bytes = Buffer.from(markers.text("master key"));
  expect(findLeaks([{ name: "master.key", bytes, mayHold: ["master key"] }], markers.all)).toEqual([]);
});
