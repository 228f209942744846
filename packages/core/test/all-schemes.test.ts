import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CountersignError,
  type HeadersInput,
  parseScheme,
  type RefusedVerdict,
  type Scheme,
} from "../src/index.ts";
import { schemes } from "../src/schemes/index.ts";
import { verdictCodes } from "../src/verdict-codes.ts";
import {
  API_KEY,
  codeOf,
  flippedSecrets,
  NOW_MS,
  type SchemeCase,
  schemeCases,
  signedHeaders,
  verdictFor,
  verifierFor,
} from "./support/scheme-cases.ts";

const MEBIBYTE = 1024 * 1024;
const BODY = '{"id":"evt-1","event_id":"evt-1","text":"Zoé 東京"}';

function goodHeaders(each: SchemeCase, body: Uint8Array | string = BODY): Record<string, string> {
  return signedHeaders(each, body, { keys: [{ secret: each.secret }] });
}

/** Everything a text could become by flipping one bit of one of its bytes. */
function bitFlips(text: string): { readonly flipped: string; readonly isLetterCase: boolean }[] {
  return Array.from(text).flatMap((character, index) =>
    Array.from({ length: 8 }, (_, bit) => {
      const other = String.fromCharCode(character.charCodeAt(0) ^ (1 << bit));
      return {
        flipped: text.slice(0, index) + other + text.slice(index + 1),
        isLetterCase: character !== other && character.toLowerCase() === other.toLowerCase(),
      };
    }),
  );
}

test("the table of this suite covers every built-in scheme", () => {
  expect(schemeCases.map(({ scheme }) => scheme.id).toSorted()).toEqual(Object.keys(schemes).toSorted());
});

describe.each(schemeCases)("$scheme.id", (each) => {
  test("accepts what its own signer signed and names the key", () => {
    const verdict = verdictFor(each, goodHeaders(each), BODY);
    expect(verdict).toMatchObject({ ok: true, keyId: "key-1" });
  });

  test("reads the same from a record, Node's raw headers, a Headers object and an object without prototype", () => {
    const headers = goodHeaders(each);
    const bare = Object.assign(Object.create(null) as Record<string, string>, headers);
    const forms: HeadersInput[] = [headers, Object.entries(headers).flat(), new Headers(headers), bare];
    expect(forms.map((form) => codeOf(verdictFor(each, form, BODY)))).toEqual(forms.map(() => "accepted"));
  });

  test("takes header names in any case and values in lists of one", () => {
    const upper = Object.entries(goodHeaders(each)).map(
      ([name, value]) => [name.toUpperCase(), [value]] as const,
    );
    expect(codeOf(verdictFor(each, Object.fromEntries(upper), BODY))).toBe("accepted");
  });

  test("says that a header is missing, for each header it reads", () => {
    for (const name of each.headers) {
      const { [name]: _missing, ...rest } = goodHeaders(each);
      expect(codeOf(verdictFor(each, rest, BODY))).toBe("missing_header");
      expect(codeOf(verdictFor(each, { ...rest, [name]: undefined }, BODY))).toBe("missing_header");
    }
  });

  test("ignores headers that are inherited", () => {
    const inherited = Object.create(goodHeaders(each)) as Record<string, string>;
    expect(codeOf(verdictFor(each, inherited, BODY))).toBe("missing_header");
  });

  test("refuses a repeated header in every form, for each header it reads", () => {
    for (const name of each.headers) {
      const headers = goodHeaders(each);
      const value = headers[name] ?? "";
      const forms: HeadersInput[] = [
        [...Object.entries(headers).flat(), name.toUpperCase(), value],
        { ...headers, [name]: [value, value] },
        { ...headers, [name]: [] },
        { ...headers, [name.toUpperCase()]: value },
      ];
      expect(forms.map((form) => codeOf(verdictFor(each, form, BODY)))).toEqual(
        forms.map(() => "repeated_header"),
      );
    }
  });

  test("refuses each header truncated, extended or empty", () => {
    for (const name of each.headers) {
      const headers = goodHeaders(each);
      const value = headers[name] ?? "";
      for (const wrong of [value.slice(0, -1), value.slice(1), `${value}0`, `0${value}`, "", " "]) {
        expect(verdictFor(each, { ...headers, [name]: wrong }, BODY).ok).toBe(false);
      }
    }
  });

  test("calls an empty signature malformed", () => {
    for (const empty of ["", " ", "\t"]) {
      const headers = { ...goodHeaders(each), [each.signatureHeader]: empty };
      expect(codeOf(verdictFor(each, headers, BODY))).toBe("malformed_signature");
    }
  });

  test("passes over spaces and tabs around the signature, and nothing else", () => {
    const headers = goodHeaders(each);
    const value = headers[each.signatureHeader] ?? "";
    const padded = { ...headers, [each.signatureHeader]: ` \t${value}\t ` };
    expect(codeOf(verdictFor(each, padded, BODY))).toBe("accepted");
    for (const wrong of [`${value}\n`, `\u00a0${value}`, `${value}\u0000`, `\v${value}`, `${value}\r`]) {
      expect(verdictFor(each, { ...headers, [each.signatureHeader]: wrong }, BODY).ok).toBe(false);
    }
  });

  test("refuses every flipped bit of the signature", () => {
    const headers = goodHeaders(each);
    for (const { flipped, isLetterCase } of bitFlips(headers[each.signatureHeader] ?? "")) {
      const isSame = isLetterCase && each.ignoresLetterCase === true;
      const verdict = verdictFor(each, { ...headers, [each.signatureHeader]: flipped }, BODY);
      expect(verdict.ok).toBe(isSame);
    }
  });

  test("refuses every flipped bit of the other headers", () => {
    const headers = goodHeaders(each);
    for (const name of each.headers.filter((other) => other !== each.signatureHeader)) {
      for (const { flipped } of bitFlips(headers[name] ?? "")) {
        expect(verdictFor(each, { ...headers, [name]: flipped }, BODY).ok).toBe(false);
      }
    }
  });

  test("refuses every flipped bit of the body, where the proof covers it", () => {
    const body = Buffer.from(BODY);
    const verifier = verifierFor(each, [{ secret: each.secret }]);
    const headers = goodHeaders(each);
    for (let bit = 0; bit < body.length * 8; bit += 1) {
      const flipped = Uint8Array.from(body);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(verifier.verify({ headers, body: flipped }).ok).toBe(!each.coversBody);
    }
  });

  test("refuses every flipped bit of the key, when it is configured or when it is used", () => {
    const headers = goodHeaders(each);
    const outcomes = flippedSecrets(each).map((secret) => {
      try {
        return codeOf(verifierFor(each, [{ secret }]).verify({ headers, body: BODY }));
      } catch (error) {
        // Only a secret that is sent can become one that cannot be sent.
        return error instanceof CountersignError ? error.code : "another error";
      }
    });
    expect(outcomes.length).toBeGreaterThan(50);
    expect(
      [...new Set(outcomes)].filter((code) => code !== "no_match" && code !== "secret_not_sendable"),
    ).toEqual([]);
  });

  test("refuses another key with the scheme's status", () => {
    const verifier = verifierFor(each, [{ secret: each.otherSecret }]);
    const verdict = verifier.verify({ headers: goodHeaders(each), body: BODY });
    expect(verdict).toEqual({ ok: false, code: "no_match", status: each.refusedStatus });
  });

  test("gives each refusal its fixed status and nothing else", () => {
    const { signatureHeader } = each;
    const headers = goodHeaders(each);
    const verifier = verifierFor(each, [{ secret: each.secret }], { maxBodyBytes: 100 });
    const refusals = [
      verifier.verify({ method: "GET", headers, body: BODY }),
      verifier.verify({ method: "POST", headers, body: "x".repeat(101) }),
      verifier.verify({ method: "POST", headers: { ...headers, [signatureHeader]: "?\u0100" }, body: BODY }),
    ];
    expect(refusals).toEqual([
      { ok: false, code: "wrong_method", status: 405 },
      { ok: false, code: "body_too_large", status: 413 },
      { ok: false, code: "malformed_signature", status: each.refusedStatus },
    ]);
    expect(
      verifier.verify({ method: "POST", headers: goodHeaders(each, "y".repeat(100)), body: "y".repeat(100) })
        .ok,
    ).toBe(true);
  });

  test("verifies views into larger buffers", () => {
    const large = Buffer.from(`before${BODY}after`);
    const view = large.subarray(6, 6 + Buffer.byteLength(BODY));
    expect(codeOf(verdictFor(each, goodHeaders(each), view))).toBe("accepted");
    expect(verdictFor(each, goodHeaders(each), large).ok).toBe(!each.coversBody);
  });

  test("verifies bodies that are empty, not UTF-8, and of a mebibyte and more", () => {
    const bodies = [
      new Uint8Array(),
      Uint8Array.of(0xff, 0xfe, 0x00, 0x80),
      new Uint8Array(MEBIBYTE + 1).fill(0xe9),
    ];
    for (const body of bodies) {
      expect(codeOf(verdictFor(each, goodHeaders(each, body), body))).toBe("accepted");
      const longer = Uint8Array.of(...body.subarray(0, 64), 0);
      expect(verdictFor(each, goodHeaders(each, body), longer).ok).toBe(!each.coversBody);
    }
  });

  test("hashes bodies around the limit of the scratch memory alike", () => {
    for (const length of [16_000, 16_383, 16_384, 16_385, 17_000, 40_000]) {
      const body = new Uint8Array(length).fill(0x41);
      const verdict = verdictFor(each, goodHeaders(each, body), body);
      expect(codeOf(verdict)).toBe("accepted");
      body[length - 1] = 0x42;
      expect(verdictFor(each, goodHeaders(each, new Uint8Array(length).fill(0x41)), body).ok).toBe(
        !each.coversBody,
      );
    }
  });

  test("behaves the same when it comes back from JSON", () => {
    const again: SchemeCase = { ...each, scheme: JSON.parse(JSON.stringify(each.scheme)) as Scheme };
    expect(parseScheme(again.scheme)).toEqual(each.scheme);
    expect(goodHeaders(again)).toEqual(goodHeaders(each));
    const [ours, theirs] = [each, again].map((one) => verdictFor(one, goodHeaders(each), BODY));
    expect(JSON.stringify(theirs)).toBe(JSON.stringify(ours));
  });

  test("tells the event's id and type, and what makes a repeat", () => {
    const { body, id, type } = each.event;
    const verifier = verifierFor(each, [{ secret: each.secret }]);
    const verdict = verifier.verifyOrThrow({ headers: goodHeaders(each, body), body });
    expect(verdict.eventId).toBe(id);
    expect(verdict.eventType).toBe(type);
    expect(verdict.isJson).toBe(true);
    expect(id === undefined ? /^[0-9a-f]{64}$/.test(verdict.dedupeKey) : verdict.dedupeKey === id).toBe(true);
    expect(verdict.dedupeKey).toBe(
      verifier.verifyOrThrow({ headers: goodHeaders(each, body), body }).dedupeKey,
    );
  });

  test("finds no event in a body that is not JSON in UTF-8", () => {
    for (const body of ["", "a=b", "[1,", Uint8Array.of(0x22, 0xff, 0x22), "null", "7", '"text"', "[]"]) {
      const verdict = verifierFor(each, [{ secret: each.secret }]).verifyOrThrow({
        headers: goodHeaders(each, body),
        body,
      });
      expect(verdict.eventId).toBe(each.signing?.id);
      expect(verdict.eventType).toBe(each.scheme.event.type.default);
    }
  });

  test("reports the key that matched, asks it first from then on, and drops a key at its end", () => {
    const endMs = NOW_MS + 1000;
    let nowMs = NOW_MS;
    const keys = [
      { id: "new", secret: each.otherSecret },
      { id: "old", secret: each.secret, notAfter: new Date(endMs) },
    ];
    const verifier = verifierFor(each, keys, { now: () => nowMs });
    const at = (secret: string) => {
      const headers = signedHeaders(each, BODY, { keys: [{ secret }], nowMs });
      const verdict = verifier.verify({ headers, body: BODY });
      return verdict.ok ? verdict.keyId : verdict.code;
    };
    expect([at(each.secret), at(each.otherSecret), at(each.secret), at(each.secret)]).toEqual([
      "old",
      "new",
      "old",
      "old",
    ]);
    nowMs = endMs - 1;
    expect(at(each.secret)).toBe("old");
    nowMs = endMs;
    expect(at(each.secret)).toBe("no_match");
    expect(at(each.otherSecret)).toBe("new");
  });

  test("refuses everything while no key is live", () => {
    const keys = [{ secret: each.secret, notBefore: NOW_MS + 1 }];
    const verifier = verifierFor(each, keys);
    expect(codeOf(verifier.verify({ headers: goodHeaders(each), body: BODY }))).toBe("no_match");
  });

  test("ends in a verdict whatever stands in a header, as long as it is text", () => {
    const verifier = verifierFor(each, [{ secret: each.secret }]);
    const codes = new Set(["accepted", ...Object.keys(verdictCodes)]);
    const good = goodHeaders(each);
    const name = fc.constantFrom(...each.headers);
    const value = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string(),
      fc.constantFrom(...Object.values(good)),
    );
    fc.assert(
      fc.property(name, value, fc.uint8Array(), (header, text, body) => {
        expect(codes).toContain(codeOf(verifier.verify({ headers: { ...good, [header]: text }, body })));
        expect(codes).toContain(
          codeOf(verifier.verify({ headers: [header, text, header.toUpperCase(), text], body })),
        );
      }),
    );
  });

  test("refuses arbitrary bytes as a body", () => {
    const verifier = verifierFor(each, [{ secret: each.secret }]);
    const headers = goodHeaders(each);
    fc.assert(
      fc.property(fc.uint8Array(), (body) => {
        expect(verifier.verify({ headers, body }).ok).toBe(!each.coversBody);
      }),
    );
  });

  test("accepts any body that was signed, as bytes and as text", () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    const text = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(fc.oneof(bytes, text), (body) => {
        expect(codeOf(verdictFor(each, goodHeaders(each, body), body))).toBe("accepted");
      }),
    );
  });
});

describe.each(schemeCases.filter(({ timestampHeader }) => timestampHeader !== undefined))(
  "$scheme.id, which signs the time,",
  (each) => {
    const { toleranceMs = 0, grainMs = 1 } = each;

    function at(signedMs: number, extra: { readonly toleranceMs?: number } = {}): string {
      const nowMs = Math.floor(NOW_MS / grainMs) * grainMs;
      const verifier = verifierFor(each, [{ secret: each.secret }], { now: () => nowMs, ...extra });
      const headers = signedHeaders(each, BODY, { keys: [{ secret: each.secret }], nowMs: nowMs + signedMs });
      return codeOf(verifier.verify({ headers, body: BODY }));
    }

    test("accepts up to the very edge of the window, both ways, and not a step beyond", () => {
      expect([at(-toleranceMs), at(toleranceMs)]).toEqual(["accepted", "accepted"]);
      expect([at(-toleranceMs - grainMs), at(toleranceMs + grainMs)]).toEqual(["stale", "from_the_future"]);
    });

    test("takes the configured window instead of its own", () => {
      expect([at(0, { toleranceMs: 0 }), at(-grainMs, { toleranceMs: 0 })]).toEqual(["accepted", "stale"]);
      expect(at(-toleranceMs - grainMs, { toleranceMs: 2 * toleranceMs })).toBe("accepted");
    });

    test("tells a forger nothing about the time", () => {
      const headers = signedHeaders(each, BODY, {
        keys: [{ secret: each.otherSecret }],
        nowMs: NOW_MS - 10 * toleranceMs,
      });
      expect(codeOf(verdictFor(each, headers, BODY))).toBe("no_match");
    });

    test("reports the signed time in milliseconds", () => {
      const verdict = verdictFor(each, goodHeaders(each), BODY);
      expect(verdict).toMatchObject({ signedAt: Math.floor(NOW_MS / grainMs) * grainMs });
    });

    test("does not trim the timestamp: it is signed as it stands", () => {
      const headers = goodHeaders(each);
      const name = each.timestampHeader ?? "";
      const padded = { ...headers, [name]: ` ${headers[name] ?? ""}` };
      expect(codeOf(verdictFor(each, padded, BODY))).toBe("malformed_timestamp");
    });
  },
);

describe.each(schemeCases.filter(({ callerHeader }) => callerHeader !== undefined))(
  "$scheme.id, whose API key names the caller,",
  (each) => {
    const CALLERS = 10_000;
    const name = each.callerHeader ?? "";
    const callers = Array.from({ length: CALLERS }, (_, index) => ({
      id: `caller-${index}`,
      organization: `organization-${index % 100}`,
      apiKey: `api-key-${index}`,
      keys: [{ secret: `secret-${index}` }],
    }));

    test("finds each of 10,000 callers with its own keys and organization", () => {
      const verifier = verifierFor(each, [], { callers });
      for (const caller of callers.filter((_, index) => index % 997 === 0)) {
        const headers = { ...signedHeaders(each, BODY, { keys: caller.keys }), [name]: caller.apiKey };
        expect(verifier.verify({ headers, body: BODY })).toMatchObject({
          ok: true,
          callerId: caller.id,
          organization: caller.organization,
        });
      }
    });

    test("refuses an API key that nobody has, and one caller's key under another's name", () => {
      const verifier = verifierFor(each, [], { callers });
      const headers = signedHeaders(each, BODY, { keys: [{ secret: "secret-1" }] });
      const codes = [
        `${API_KEY}?`,
        "api-key-1 x",
        "api-key-10000",
        "\u0100",
        "",
        "__proto__",
        "api-key-2",
      ].map((apiKey) => codeOf(verifier.verify({ headers: { ...headers, [name]: apiKey }, body: BODY })));
      expect(codes).toEqual([...Array.from({ length: 6 }, () => "unknown_caller"), "no_match"]);
    });

    test("compares API keys as bytes, as UTF-8 arrives in a header", () => {
      const caller = { id: "a", organization: "o", apiKey: "clé", keys: [{ secret: each.secret }] };
      const verifier = verifierFor(each, [], { callers: [caller] });
      const headers = goodHeaders(each);
      const arrived = Buffer.from("clé").toString("latin1");
      expect(codeOf(verifier.verify({ headers: { ...headers, [name]: arrived }, body: BODY }))).toBe(
        "accepted",
      );
      expect(codeOf(verifier.verify({ headers: { ...headers, [name]: "clé" }, body: BODY }))).toBe(
        "unknown_caller",
      );
    });
  },
);

test("refusals are frozen, so that no one can change another's", () => {
  const [each] = schemeCases;
  if (each === undefined) throw new Error("the table is empty");
  const verdict = verdictFor(each, {}, BODY) as RefusedVerdict;
  expect(Object.isFrozen(verdict)).toBe(true);
});
