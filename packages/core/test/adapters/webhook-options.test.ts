import { expect, test } from "vitest";
import { readWebhookOptions } from "../../src/adapters/webhook-options.ts";
import { createVerifier } from "../../src/index.ts";
import { createMemoryReplayStore } from "../../src/replay/index.ts";
import { nabla } from "../../src/schemes/nabla.ts";
import { errorCodeOf } from "../support/error-code-of.ts";

const verifier = createVerifier(nabla, { keys: [{ secret: "s" }] });
const replayStore = createMemoryReplayStore();

test.each([
  ["options_not_an_object", undefined],
  ["verifier_required", {}],
  ["verifier_required", { verifier: nabla }],
  ["unknown_option", { verifier, store: replayStore }],
  ["callback_invalid", { verifier, onRefused: "log" }],
  ["callback_invalid", { verifier, onError: {} }],
  ["max_body_bytes_invalid", { verifier, maxBodyBytes: "1mb" }],
  ["replay_store_invalid", { verifier, replayStore: { reserve: () => "reserved" } }],
  ["replay_store_invalid", { verifier, replayStore: null }],
  ["replay_store_required", { verifier, source: "rx" }],
  ["replay_store_required", { verifier, replayKeepMs: 1000 }],
  ["source_invalid", { verifier, replayStore, source: "" }],
  ["source_invalid", { verifier, replayStore, source: "x".repeat(101) }],
  ["duration_invalid", { verifier, replayStore, replayLeaseMs: 0 }],
  ["duration_invalid", { verifier, replayStore, replayKeepMs: Number.NaN }],
])("reports %s when it is made", (code, options) => {
  expect(errorCodeOf(() => readWebhookOptions(options as never))).toBe(code);
});

test("names the source after the scheme unless told otherwise", () => {
  expect(readWebhookOptions({ verifier, replayStore }).replay?.source).toBe("nabla");
  expect(readWebhookOptions({ verifier, replayStore, source: "rx" }).replay?.source).toBe("rx");
});
