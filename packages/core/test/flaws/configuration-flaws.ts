import { expect } from "vitest";
import { createVerifier, type Scheme } from "../../src/index.ts";
import { errorCodeOf } from "../support/error-code-of.ts";
import {
  codeOf,
  NOW_MS,
  type SchemeCase,
  signedHeaders,
  verdictFor,
  verifierFor,
} from "../support/scheme-cases.ts";
import { type Flaw, goodHeaders, signsTime } from "./flaw.ts";

const BODY = "{}";

/** What a mistake in the configuration must never lead to. */
export const configurationFlaws: readonly Flaw[] = [
  {
    flaw: "an empty secret signs and verifies",
    disprove: (each) => {
      for (const secret of ["", undefined, null]) expect(codeOfSecret(each, secret)).toBe("secret_empty");
    },
  },
  {
    flaw: "the prefix of a secret alone is an empty key",
    where: ({ secretForm }) => secretForm === "whsec_base64",
    disprove: (each) => expect(codeOfSecret(each, "whsec_")).toBe("secret_empty"),
  },
  {
    flaw: "a secret that does not decode becomes an empty or a shorter key",
    where: ({ secretForm }) => secretForm !== "text",
    disprove: (each) => {
      const { secret } = each;
      const wrong = ["not a key at all", `${secret}!`, `${secret}\n`, ` ${secret}`, secret.slice(0, -1), "Ł"];
      for (const text of wrong) expect(codeOfSecret(each, text)).toMatch(/^secret_not_(hex|base64)$/);
    },
  },
  {
    flaw: "“Ł” is the same key as “A”: characters are cut to one byte",
    where: ({ secretForm }) => secretForm === "text",
    disprove: (each) => {
      const headers = signedHeaders(each, BODY, { keys: [{ secret: "ŁŁŁŁŁŁŁŁ" }] });
      const verdict = verifierFor(each, [{ secret: "AAAAAAAA" }]).verify({ headers, body: BODY });
      expect(codeOf(verdict)).toBe("no_match");
    },
  },
  {
    flaw: "an unknown scheme falls back to a usual one",
    disprove: (each) => {
      const { scheme } = each;
      const unknown = [
        undefined,
        scheme.id,
        { ...scheme, version: 2 },
        { ...scheme, proof: undefined },
        { ...scheme, proof: { ...scheme.proof, kind: "signature" } },
        { ...scheme, proof: { ...scheme.proof, algorithm: "hmac-md5" } },
      ];
      for (const one of unknown) {
        const action = () => createVerifier(one as Scheme, { keys: [{ secret: each.secret }] });
        expect(errorCodeOf(action)).toBe("scheme_invalid");
      }
    },
  },
  {
    flaw: "a tolerance of NaN, −5, text or without end turns the check of the time off",
    where: signsTime,
    disprove: (each) => {
      for (const toleranceMs of [Number.NaN, -5, "60000", Infinity, null] as number[]) {
        const action = () => verifierFor(each, [{ secret: each.secret }], { toleranceMs });
        expect(errorCodeOf(action)).toBe("tolerance_invalid");
      }
    },
  },
  {
    flaw: "a scheme of one's own has no check of the time, silently",
    where: signsTime,
    disprove: (each) => {
      const own = { ...each, scheme: { ...each.scheme, id: "own-scheme", name: "Own" } };
      const nowMs = NOW_MS - 1000 - (each.toleranceMs ?? 0);
      const headers = signedHeaders(own, BODY, { keys: [{ secret: each.secret }], nowMs });
      expect(codeOf(verdictFor(own, headers, BODY))).toBe("stale");
      const text = JSON.stringify(own.scheme).replace(/,"toleranceMs":\d+/u, "");
      const timeless = { ...own, scheme: JSON.parse(text) as Scheme };
      expect(codeOfSecret(timeless, each.secret)).toBe("scheme_invalid");
    },
  },
  {
    flaw: "a tolerance for a scheme that signs no time is taken and does nothing",
    where: (each) => !signsTime(each),
    disprove: (each) => {
      const action = () => verifierFor(each, [{ secret: each.secret }], { toleranceMs: 60_000 });
      expect(errorCodeOf(action)).toBe("tolerance_not_accepted");
    },
  },
  {
    flaw: "a key that is rotated in makes a repeat look new",
    disprove: (each) => {
      const keys = [{ secret: each.otherSecret }, { secret: each.secret }];
      for (const body of [BODY, each.event.body]) {
        const [first, second] = keys.map((key) => {
          const headers = signedHeaders(each, body, { keys: [key] });
          return verifierFor(each, keys).verifyOrThrow({ headers, body }).dedupeKey;
        });
        expect(second).toBe(first);
      }
    },
  },
  {
    flaw: "a request's body, parsed by a framework, is written out again and verified",
    disprove: (each) => {
      const headers = goodHeaders(each, BODY);
      expect(errorCodeOf(() => verdictFor(each, headers, {} as string))).toBe("body_not_bytes");
    },
  },
];

function codeOfSecret(each: SchemeCase, secret: unknown): string | undefined {
  return errorCodeOf(() => verifierFor(each, [{ secret: secret as string }]));
}
