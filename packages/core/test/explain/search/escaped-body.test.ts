import fc from "fast-check";
import { expect, test } from "vitest";
import { cgiEscapeContent } from "../../../src/explain/content/escape-dimension.ts";
import { urlEscapes } from "../../../src/explain/content/url-escapes.ts";
import { EscapedBody } from "../../../src/explain/search/escaped-body.ts";
import type { Escape } from "../../../src/explain/search/hypothesis.ts";

const escapedTwice: Escape = (content) => cgiEscapeContent(cgiEscapeContent(content));
const escapes: readonly Escape[] = [
  cgiEscapeContent,
  ...urlEscapes().map(({ escape }) => escape),
  escapedTwice,
];

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function escapeNamed(name: string): Escape {
  const found = urlEscapes().find((each) => each.name === name);
  if (found === undefined) throw new Error(`no escape "${name}"`);
  return found.escape;
}

test("gives what each escape itself makes of the body, in whatever order it is asked", () => {
  // Bytes on which the escapes differ, and those that an escaped byte could be taken for.
  const byte = fc.oneof(fc.constantFrom(...Buffer.from(" !'()*~/%25+aF;")), fc.nat(255));
  const bodies = fc.array(byte, { maxLength: 40 }).map((bytes) => Uint8Array.from(bytes));
  const orders = fc.shuffledSubarray([...escapes], { minLength: escapes.length });
  fc.assert(
    fc.property(bodies, orders, (body, order) => {
      const escaped = new EscapedBody(body);
      for (const escape of order) expect(hex(escaped.by(escape))).toBe(hex(escape(body)));
    }),
    { numRuns: 500 },
  );
});

test("gives one array for escapes that agree on the body, and escapes it once", () => {
  const body = new TextEncoder().encode('{"a":"b"}');
  const escaped = new EscapedBody(body);
  const first = escaped.by(cgiEscapeContent);
  const met: Uint8Array[] = [];
  const other: Escape = (content) => {
    met.push(content);
    return escapeNamed("Java's URLEncoder and URLSearchParams")(content);
  };
  expect(escaped.by(other)).toBe(first);
  expect(met).not.toContain(body);
});

test("keeps apart what escapes make of a body that they disagree on", () => {
  const escaped = new EscapedBody(new TextEncoder().encode("a~b"));
  expect(escaped.by(escapeNamed("Java's URLEncoder and URLSearchParams"))).not.toEqual(
    escaped.by(cgiEscapeContent),
  );
});
