import { inspect } from "node:util";
import { expect } from "vitest";
import type { HeadersInput } from "../../src/index.ts";
import {
  codeOf,
  NOW_MS,
  type SchemeCase,
  signedHeaders,
  verdictFor,
  verifierFor,
} from "../support/scheme-cases.ts";
import { type Flaw, goodHeaders, signsBody, signsTime, valueOf } from "./flaw.ts";
import { signedByHand } from "./signed-by-hand.ts";

const BODY = "{}";

/** What headers, times and bodies must never lead to. */
export const requestFlaws: readonly Flaw[] = [
  {
    flaw: "patterns with $ in a body are expanded before it is signed or verified",
    where: signsBody,
    disprove: (each) => {
      const body = '{"price":"$& $1 $` $\' $$ $<name>"}';
      const own = goodHeaders(each, body);
      expect(signedByHand(each, body, { time: own[each.timestampHeader ?? ""] ?? "" })).toEqual(own);
      expect(codeOf(verdictFor(each, own, body))).toBe("accepted");
      expect(
        codeOf(
          verdictFor(
            each,
            own,
            body.replace("$$", () => "$"),
          ),
        ),
      ).toBe("no_match");
    },
  },
  {
    flaw: "the bytes FF and FE share a signature: a body is turned into text first",
    where: signsBody,
    disprove: (each) => {
      const [first, second] = [Uint8Array.of(0xff), Uint8Array.of(0xfe)] as const;
      const own = goodHeaders(each, first);
      expect(signedByHand(each, first, { time: own[each.timestampHeader ?? ""] ?? "" })).toEqual(own);
      expect(codeOf(verdictFor(each, own, second))).toBe("no_match");
    },
  },
  {
    flaw: "a time in the future is fresh for ever",
    where: signsTime,
    disprove: (each) => {
      const nowMs = NOW_MS + 1000 + (each.toleranceMs ?? 0);
      const headers = signedHeaders(each, BODY, { keys: [{ secret: each.secret }], nowMs });
      expect(codeOf(verdictFor(each, headers, BODY))).toBe("from_the_future");
    },
  },
  {
    flaw: "a time that is no number (“abc”, “NaN”) is never too old",
    where: signsTime,
    disprove: (each) => {
      for (const time of ["abc", "NaN", "Infinity", "", "0", "-1", "1e12", "0x18bcfe56800", "null"]) {
        expect(codeSignedAt(each, time)).toBe("malformed_timestamp");
      }
    },
  },
  {
    flaw: "a time with letters behind it (“1700000000abc”) is read up to the letters",
    where: signsTime,
    disprove: (each) => {
      const time = valueOf(goodHeaders(each, BODY), each.timestampHeader);
      expect(codeSignedAt(each, time)).toBe("accepted");
      for (const wrong of [`${time}abc`, `${time}.0`, `${time} `, ` ${time}`, `+${time}`, `0${time}`]) {
        expect(codeSignedAt(each, wrong)).toBe("malformed_timestamp");
      }
    },
  },
  {
    flaw: "an error or a refusal quotes the body, the secret or the signature",
    disprove: (each) => {
      const body = '{"name":"PATIENT-DATA"}';
      const verifier = verifierFor(each, [{ secret: each.otherSecret }]);
      const headers = goodHeaders(each, body);
      const shown = [
        inspect(verifier.verify({ headers, body })),
        shownBy(() => verifier.verifyOrThrow({ headers, body })),
        shownBy(() => verifier.verify({ headers, body: JSON.parse(body) as string })),
        shownBy(() => verifier.verify({ headers, body: `${body}\ud800` })),
        inspect(verifier, { depth: Infinity, showHidden: true }),
      ].join("\n");
      const hidden = ["PATIENT-DATA", each.secret, each.otherSecret, valueOf(headers, each.signatureHeader)];
      for (const text of hidden) expect(shown).not.toContain(text);
    },
  },
  {
    flaw: "a header called __proto__ brings headers of its own, or changes every object",
    disprove: (each) => {
      const headers = goodHeaders(each, BODY);
      const parsed = JSON.parse(JSON.stringify({ p: headers }).replace('"p"', '"__proto__"')) as HeadersInput;
      const copied: Record<string, unknown> = {};
      copied["__proto__"] = headers;
      for (const named of [parsed, copied as HeadersInput]) {
        expect(codeOf(verdictFor(each, named, BODY))).toBe("missing_header");
      }
      expect(codeOf(verdictFor(each, { ...headers, ["__proto__"]: "x" }, BODY))).toBe("accepted");
      expect(each.headers.filter((name) => name in {})).toEqual([]);
    },
  },
  {
    flaw: "fetch's Headers with a body of plain bytes is not understood",
    disprove: (each) => {
      const headers = new Headers(goodHeaders(each, BODY));
      expect(codeOf(verdictFor(each, headers, new TextEncoder().encode(BODY)))).toBe("accepted");
    },
  },
  {
    flaw: "of a header in a list, the first value counts, or all of them joined",
    disprove: (each) => {
      const headers = goodHeaders(each, BODY);
      const lists = Object.entries(headers).map(([name, value]) => [name, [value]] as const);
      expect(codeOf(verdictFor(each, Object.fromEntries(lists), BODY))).toBe("accepted");
      for (const [name, [value]] of lists) {
        const repeated = { ...headers, [name]: [value, "other"] };
        expect(codeOf(verdictFor(each, repeated, BODY))).toBe("repeated_header");
      }
    },
  },
];

/** The verdict's code on a request whose signature is right, whatever its time says. */
function codeSignedAt(each: SchemeCase, time: string): string {
  return codeOf(verdictFor(each, signedByHand(each, BODY, { time }), BODY));
}

/** All that an error shows of itself. */
function shownBy(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return `${inspect(error, { depth: Infinity, showHidden: true })} ${JSON.stringify(error)} ${String(error)}`;
  }
  throw new Error("nothing was thrown");
}
