import { expect, vi } from "vitest";
import { HmacKey } from "../../src/mac/hmac-key.ts";
import {
  codeOf,
  NOW_MS,
  type SchemeCase,
  signedHeaders,
  verdictFor,
  verifierFor,
} from "../support/scheme-cases.ts";
import { type Flaw, goodHeaders, signsBody, valueOf } from "./flaw.ts";
import { signedByHand } from "./signed-by-hand.ts";

const BODY = "{}";
const MAC_BYTES_SHA256 = 32;

const hasList = ({ scheme }: SchemeCase): boolean => separatorOf(scheme) !== undefined;
const hasEncoding =
  (encoding: "hex" | "base64") =>
  ({ scheme }: SchemeCase): boolean =>
    scheme.proof.kind === "mac" && scheme.proof.signature.encoding === encoding;

/** What the text of a signature must never lead to. */
export const signatureFlaws: readonly Flaw[] = [
  {
    flaw: "only the first, or only the last, of several signatures counts",
    where: hasList,
    disprove: (each) => {
      const { good, wrong, separator } = pairOf(each);
      const lists = [`${good}${separator}${wrong}`, `${wrong}${separator}${good}`];
      for (const list of lists) expect(codeWith(each, list)).toBe("accepted");
      expect(codeWith(each, `${wrong}${separator}${wrong}`)).toBe("no_match");
    },
  },
  {
    flaw: "a second signature behind the first is passed over",
    where: (each) => signsBody(each) && !hasList(each),
    disprove: (each) => {
      const { good, wrong } = pairOf(each);
      for (const separator of [",", ", ", " ", ";"]) {
        expect(codeWith(each, `${good}${separator}${wrong}`)).toBe("malformed_signature");
        expect(codeWith(each, `${wrong}${separator}${good}`)).toBe("malformed_signature");
      }
    },
  },
  {
    flaw: "a signature by SHA-1 is taken where SHA-256 is meant",
    where: ({ scheme }) => scheme.proof.kind === "mac" && scheme.proof.algorithm === "hmac-sha256",
    disprove: (each) => {
      const headers = goodHeaders(each, BODY);
      const time = headers[each.timestampHeader ?? ""] ?? "";
      const weak = valueOf(signedByHand(each, BODY, { time, hash: "sha1" }), each.signatureHeader);
      for (const text of [weak, weak.replace("sha1=", "sha256="), weak.replace("v1,", "v0,")]) {
        expect(codeOf(verdictFor(each, { ...headers, [each.signatureHeader]: text }, BODY))).toBe(
          "malformed_signature",
        );
      }
    },
  },
  {
    flaw: "a wrong signature costs many times what a right one does",
    where: ({ scheme }) => scheme.proof.kind === "mac",
    disprove: (each) => {
      const { good, wrong, separator = "," } = pairOf(each);
      const verifier = verifierFor(each, [{ secret: each.secret }]);
      const headers = goodHeaders(each, BODY);
      const many = Array.from({ length: 1000 }, () => wrong).join(separator);
      const costs = [good, wrong, "", "?".repeat(8000), many].map((signature) => {
        using macs = vi.spyOn(HmacKey.prototype, "writeDigest");
        verifier.verify({ headers: { ...headers, [each.signatureHeader]: signature }, body: BODY });
        return macs.mock.calls.length;
      });
      expect(costs).toEqual([1, 1, 0, 0, 0]);
    },
  },
  {
    flaw: "junk between the digits of hex is passed over",
    where: hasEncoding("hex"),
    disprove: (each) => {
      const { good } = pairOf(each);
      for (const junk of [" ", ":", "-", "zz", "\n", "\u0000", "0x"]) {
        expect(codeWith(each, good.slice(0, -2) + junk + good.slice(-2))).toBe("malformed_signature");
      }
      expect(codeWith(each, `${good.slice(0, -2)}zz`)).toBe("malformed_signature");
    },
  },
  {
    flaw: "junk inside base64, text behind its end, or another spelling of the same bytes is taken",
    where: hasEncoding("base64"),
    disprove: (each) => {
      const { good } = pairOf(each);
      const spellings = [
        `${good.slice(0, -4)}!${good.slice(-4)}`,
        `${good}AAAA`,
        `${good}=`,
        `${good.slice(0, -1)}\n${good.slice(-1)}`,
        `${good.slice(0, -4)} ${good.slice(-4)}`,
      ];
      for (const text of spellings) expect(codeWith(each, text)).toBe("malformed_signature");
      const other = withOtherUnusedBits(good);
      if (other !== good) expect(codeWith(each, other)).toBe("malformed_signature");
    },
  },
  {
    flaw: "a signature of the wrong length ends in an exception, and so in a 500",
    disprove: (each) => {
      const value = valueOf(goodHeaders(each, BODY), each.signatureHeader);
      const wrong = [
        ...Array.from(value, (_, length) => value.slice(0, length)),
        `${value}${value}`,
        "é".repeat(value.length),
        "A".repeat(2 * MAC_BYTES_SHA256 + 1),
      ];
      for (const text of wrong) expect(codeWith(each, text)).not.toBe("accepted");
    },
  },
  {
    flaw: "the characters of a header are cut to one byte",
    disprove: (each) => {
      const headers = goodHeaders(each, BODY);
      for (const name of each.headers) {
        const cut = Array.from(valueOf(headers, name), (one) =>
          String.fromCharCode(one.charCodeAt(0) + 0x100),
        );
        const verdict = verdictFor(each, { ...headers, [name]: cut.join("") }, BODY);
        expect(verdict.ok).toBe(false);
      }
    },
  },
  {
    flaw: "hex in capitals makes a repeat look new",
    where: ({ ignoresLetterCase }) => ignoresLetterCase === true,
    disprove: (each) => {
      const { good } = pairOf(each);
      expect(dedupeKeyWith(each, good.toUpperCase())).toBe(dedupeKeyWith(each, good));
    },
  },
  {
    flaw: "one signature less in the list, or another order, makes a repeat look new",
    where: hasList,
    disprove: (each) => {
      const { good, wrong, separator } = pairOf(each);
      const lists = [`${good}${separator}${wrong}`, `${wrong}${separator}${good}`, good];
      const [first, ...others] = lists.map((list) => dedupeKeyWith(each, list));
      for (const other of others) expect(other).toBe(first);
    },
  },
];

function separatorOf({ proof }: SchemeCase["scheme"]): string | undefined {
  return proof.kind === "mac" ? proof.signature.list?.separator : undefined;
}

/** The same bytes in base64 whose last digit differs in the bits that say nothing; unchanged without padding. */
function withOtherUnusedBits(base64: string): string {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return base64.replace(/(.)=$/u, (_, last: string) => `${digits[digits.indexOf(last) + 1] ?? ""}=`);
}

/** A right signature, a wrong one in the right form, and what may stand between them. */
function pairOf(each: SchemeCase): { good: string; wrong: string; separator: string | undefined } {
  const good = valueOf(goodHeaders(each, BODY), each.signatureHeader);
  const others = signedHeaders(each, BODY, { keys: [{ secret: each.otherSecret }], nowMs: NOW_MS });
  return { good, wrong: valueOf(others, each.signatureHeader), separator: separatorOf(each.scheme) };
}

function codeWith(each: SchemeCase, signature: string): string {
  return codeOf(verdictFor(each, { ...goodHeaders(each, BODY), [each.signatureHeader]: signature }, BODY));
}

function dedupeKeyWith(each: SchemeCase, signature: string): string {
  const headers = { ...goodHeaders(each, BODY), [each.signatureHeader]: signature };
  return verifierFor(each, [{ secret: each.secret }]).verifyOrThrow({ headers, body: BODY }).dedupeKey;
}
