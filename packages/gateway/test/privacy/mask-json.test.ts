import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { maskJson, maskText } from "../../src/privacy/mask-json.ts";

describe("a masked value", () => {
  test("tells what kind of thing each leaf is, and how long about", () => {
    const value = { a: "Ada", b: 36, c: true, d: null, e: ["x".repeat(33), ""], f: {}, g: "y".repeat(2000) };
    expect(maskJson(value, [])).toEqual({
      a: "text(≤8)",
      b: "number",
      c: "boolean",
      d: null,
      e: ["text(≤128)", ""],
      f: {},
      g: "text(>1024)",
    });
  });

  test("hides keys that are no names of fields, and tells them apart", () => {
    const value = { "ada@example.org": 1, "Ada Lovelace": 2, note_id: 3, P1234567: 4, line2: 5 };
    expect(maskJson(value, [])).toEqual({
      "key1:text(≤32)": "number",
      "key2:text(≤32)": "number",
      note_id: "number",
      "key4:text(≤8)": "number",
      line2: "number",
    });
  });

  test("shows what the scheme reads, where it is a leaf", () => {
    const value = { id: "evt-1", type: "note", data: { id: "secret" }, list: [{ n: 1 }] };
    expect(maskJson(value, ["/id", "/type", "/data", "/nothing", "/list/0/n"])).toEqual({
      id: "evt-1",
      type: "note",
      data: { id: "text(≤8)" },
      list: [{ n: 1 }],
    });
  });

  test("stays hidden below a key that is hidden", () => {
    expect(maskJson({ "a b": { id: "x" } }, ["/a b/id"])).toEqual({ "key1:text(≤8)": { id: "text(≤8)" } });
  });

  test("is bounded in depth", () => {
    let deep: unknown = "secret";
    for (let depth = 0; depth < 1000; depth += 1) deep = [deep];
    expect(JSON.stringify(maskJson(deep, []))).toMatch(/^\[{64}"nested"\]{64}$/);
  });

  test("holds no text of the value, whatever it is", () => {
    const holdsText = fc.property(fc.string({ minLength: 9, maxLength: 40 }), fc.json(), (secret, other) => {
      const deep = { plain: secret, list: [secret], [`${secret} `]: { deep: secret } };
      const masked = maskJson({ ...deep, other: JSON.parse(other) as unknown }, []);
      return !JSON.stringify(masked).includes(JSON.stringify(secret).slice(1, -1));
    });
    expect(() => fc.assert(holdsText)).not.toThrow();
  });

  test.each([
    [0, ""],
    [8, "text(≤8)"],
    [9, "text(≤32)"],
    [1024, "text(≤1024)"],
    [1025, "text(>1024)"],
  ])("of a text of %i characters is %s", (length, shown) => {
    expect(maskText("x".repeat(length))).toBe(shown);
  });
});
