// Against Svix's own library, which nobody here wrote.
import { Webhook, WebhookVerificationError } from "svix";
import { describe, expect, test } from "vitest";
import { errorCodeOf } from "../support/error-code-of.ts";
import { crossCheck } from "./cross-check.ts";
import { SECRET } from "./peer.ts";
import { sentBy } from "./sent-by.ts";
import { svixDisagreements } from "./svix-disagreements.ts";
import { svixPeer } from "./svix-peer.ts";

describe(`beside ${svixPeer.name}`, () => {
  crossCheck(svixPeer, svixDisagreements);

  test("it verifies under an empty key, where whsec_ stands alone, and this library refuses such a secret", () => {
    const sent = sentBy(svixPeer, {}, "whsec_");
    expect(svixPeer.accepts(sent, "whsec_")).toBe(true);
    expect(errorCodeOf(() => svixPeer.ourCode(sent, "whsec_"))).toBe("secret_empty");
  });

  test("it fails on a signed body that is not JSON, with an error that is not a refusal; this library accepts the bytes", () => {
    const sent = sentBy(svixPeer, { body: Buffer.from("not JSON") });
    const verify = () => new Webhook(SECRET).verify(sent.body, sent.headers);
    expect(verify).toThrow(SyntaxError);
    expect(verify).not.toThrow(WebhookVerificationError);
    expect(svixPeer.ourCode(sent, SECRET)).toBe("accepted");
  });
});
