import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { cgiEscape } from "../../src/encoding/cgi-escape.ts";
import { messageSha256 } from "../../src/mac/message-digest.ts";

const KIBIBYTE = 1024;

function sha256(byteString: string): string {
  return createHash("sha256").update(byteString, "latin1").digest("hex");
}

test.each([0, 1, KIBIBYTE, 16 * KIBIBYTE, 100 * KIBIBYTE])(
  "is the SHA-256 of what is signed, around a body of %i bytes",
  (bodyBytes) => {
    const body = Buffer.alloc(bodyBytes, "é /");
    const text = body.toString("latin1");
    const signed = { plain: `a${text}longer`, escaped: `a${cgiEscape(text)}longer` };
    const message = { before: "a", body, after: "longer" };
    expect(messageSha256({ ...message, isEscaped: false })).toBe(sha256(signed.plain));
    expect(messageSha256({ ...message, isEscaped: true })).toBe(sha256(signed.escaped));
  },
);
