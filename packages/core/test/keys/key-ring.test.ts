import { describe, expect, test } from "vitest";
import { KeyRing } from "../../src/keys/key-ring.ts";
import type { Claim } from "../../src/proof/proof-check.ts";
import { SecretHeaderCheck } from "../../src/proof/secret-header-check.ts";

function ringOf(keys: unknown): KeyRing<string> {
  return new KeyRing(keys, (secret) => secret);
}

test("a key without id is named after its place", () => {
  const ring = ringOf([{ secret: "a" }, { id: "mine", secret: "b" }, { secret: "c" }]);
  expect(ring.keys.map(({ id }) => id)).toEqual(["key-1", "mine", "key-3"]);
});

test("a key's id is text, and the error says whose is not", () => {
  for (const id of ["", 1, null]) {
    expect(() => ringOf([{ secret: "a" }, { id, secret: "b" }])).toThrow(/^keys\[1\]: a key's id/);
  }
});

test("a hole in the list of keys is a mistake", () => {
  // oxlint-disable-next-line no-sparse-arrays -- the mistake in question
  expect(() => ringOf([{ secret: "a" }, , { secret: "b" }])).toThrow(/^the options, a key or a caller/);
});

test("the clock matters as soon as one key begins or ends", () => {
  const rings = [
    [{ secret: "a" }, { secret: "b" }],
    [{ secret: "a" }, { secret: "b", notBefore: 1 }],
    [{ secret: "a", notAfter: 1 }, { secret: "b" }],
  ];
  expect(rings.map((keys) => ringOf(keys).hasWindows)).toEqual([false, true, true]);
});

describe("looks for the key of a claim", () => {
  const header = "x-secret";

  /** A real check that also writes down which keys it was asked about. */
  class RecordingCheck extends SecretHeaderCheck {
    asked: Uint8Array[] = [];
    override isMatch(key: Uint8Array): boolean {
      this.asked.push(key);
      return super.isMatch(key);
    }
  }

  function searcher(keys: readonly { readonly id: string; readonly notAfter?: number }[]) {
    const check = new RecordingCheck({ kind: "secret-header", header });
    const ring = new KeyRing(
      keys.map((each) => ({ ...each, secret: each.id })),
      (secret) => check.keyOf(secret),
    );
    const nameOf = (key: Uint8Array) => ring.keys.find((each) => each.key === key)?.id ?? "dummy";
    return (secret: string, nowMs = 0) => {
      check.asked = [];
      const input = { headers: { [header]: secret }, body: new Uint8Array(), method: "POST", url: "" };
      const found = ring.find(nowMs, check, check.read(input) as Claim);
      return { found: found?.id, asked: check.asked.map(nameOf).join(" ") };
    };
  }

  test("in the order given, and from then on with the one that matched last first", () => {
    const search = searcher([{ id: "a" }, { id: "b" }, { id: "c" }]);
    expect(search("c")).toEqual({ found: "c", asked: "a b c" });
    expect(search("c")).toEqual({ found: "c", asked: "c" });
    expect(search("b")).toEqual({ found: "b", asked: "c a b" });
    expect(search("?")).toEqual({ found: undefined, asked: "b a c" });
    expect(search("a")).toEqual({ found: "a", asked: "b a" });
  });

  test("among live keys only, and asks a dummy once where none is live", () => {
    const search = searcher([
      { id: "a", notAfter: 5 },
      { id: "b", notAfter: 9 },
    ]);
    expect(search("b", 5)).toEqual({ found: "b", asked: "b" });
    expect(search("a", 5)).toEqual({ found: undefined, asked: "b" });
    expect(search("a", 9)).toEqual({ found: undefined, asked: "dummy" });
  });
});
