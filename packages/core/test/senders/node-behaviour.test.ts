import { createHmac, timingSafeEqual } from "node:crypto";
import { expect, test } from "vitest";
import { createSigner, createVerifier } from "../../src/index.ts";
import { zentact } from "../../src/schemes/zentact.ts";
import { errorCodeOf } from "../support/error-code-of.ts";

const SECRET = "00112233445566778899aabbccddeeff";
const BODY = '{"type":"MERCHANT"}';
const keys = [{ secret: SECRET }];

test("Node makes an empty key of a text that is not hex, and Countersign an error", () => {
  const secret = "zk_live_not_hex";
  const stranger = createHmac("sha256", "").update(BODY).digest("base64");
  expect(createHmac("sha256", Buffer.from(secret, "hex")).update(BODY).digest("base64")).toBe(stranger);
  expect(Buffer.from(`${SECRET}zz${SECRET}`, "hex")).toEqual(Buffer.from(SECRET, "hex"));
  for (const wrong of [secret, `${SECRET}zz${SECRET}`, ""]) {
    expect(errorCodeOf(() => createVerifier(zentact, { keys: [{ secret: wrong }] }))).toMatch(/^secret_/);
  }
});

test("timingSafeEqual throws for texts of equal length and unequal bytes, and Countersign refuses", () => {
  const headers = createSigner(zentact, { keys }).sign({ body: BODY });
  const signature = headers["x-hmac-signature"] ?? "";
  const sameLength = `é${signature.slice(1)}`;
  expect(sameLength.length).toBe(signature.length);
  expect(() => timingSafeEqual(Buffer.from(signature), Buffer.from(sameLength))).toThrow(RangeError);
  const verifier = createVerifier(zentact, { keys });
  expect(verifier.verify({ headers: { "x-hmac-signature": sameLength }, body: BODY })).toMatchObject({
    code: "malformed_signature",
    status: 403,
  });
  expect(verifier.verify({ headers: {}, body: BODY })).toMatchObject({ code: "missing_header", status: 403 });
});

test("no hash takes the body of a fetch request, which is a stream", () => {
  const { body } = new Request("http://localhost/", { method: "POST", body: BODY });
  const mac = createHmac("sha256", SECRET);
  expect(() => mac.update(body as unknown as string, "utf8")).toThrow(TypeError);
});
