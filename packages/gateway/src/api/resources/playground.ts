import type { BodyOf, Routes } from "@countersign/contract";
import { CountersignError, createSigner, createVerifier } from "countersign";
import type { Scheme, VerifierOptions, WebhookKey } from "countersign";
import { trace } from "countersign/trace";
import type { ApiParts } from "../api-parts.ts";
import type { Handlers } from "../handler.ts";
import { refusedAt } from "./body-refusal.ts";
import { chosenScheme } from "./chosen-scheme.ts";
import { explainedResult, showExplanation } from "./explained-result.ts";
import { showContent } from "./show-content.ts";
import { timeOf } from "./time-of.ts";

type PlaygroundRoute = "signInPlayground" | "verifyInPlayground" | "explainInPlayground";
type Who = Omit<BodyOf<Routes["signInPlayground"]>, "id">;
type Request = BodyOf<Routes["verifyInPlayground"]>;

/** Signing, verifying and explaining with what the caller brings: nothing is stored, logged or audited. */
export function playgroundHandlers(
  parts: Pick<ApiParts, "store" | "quarantine" | "now">,
): Handlers<PlaygroundRoute> {
  const momentOf = ({ at }: Who): number => (at === undefined ? parts.now() : timeOf(at));
  return {
    signInPlayground: async ({ body, caller }) => {
      const scheme = await chosenScheme(parts, caller, body.scheme);
      const { id, apiKey, method, publicUrl } = body;
      const message = Buffer.from(body.bodyBase64, "base64");
      const nowMs = momentOf(body);
      return orRefused(() => {
        const signer = createSigner(scheme, {
          keys: body.secrets.map(keyOf),
          apiKey,
          method,
          publicUrl,
          keyEncoding: body.keyEncoding,
          now: () => nowMs,
        });
        const headers = signer.sign({ id, body: message });
        const signed = { method, url: publicUrl, headers, body: message };
        return {
          headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
          content: showContent(scheme, signed),
        };
      });
    },

    verifyInPlayground: async ({ body, caller }) => {
      const scheme = await chosenScheme(parts, caller, body.scheme);
      const options = { ...optionsOf(body, scheme), now: nowAt(momentOf(body)) };
      const request = requestOf(body);
      return orRefused(() => {
        const { verdict, steps } = trace(scheme, options, request);
        const accepted = createVerifier(scheme, options).verify(request);
        return {
          verdict,
          steps: steps.map((step) => ({ ...step })),
          event: accepted.ok ? { id: accepted.eventId ?? null, type: accepted.eventType ?? null } : null,
          content: showContent(scheme, { ...request, url: body.publicUrl }),
        };
      });
    },

    explainInPlayground: async ({ body, caller }) => {
      const scheme = await chosenScheme(parts, caller, body.scheme);
      const explained = await parts.quarantine.explainer.runJob("explain", {
        scheme,
        options: optionsOf(body, scheme),
        nowMs: momentOf(body),
        request: requestOf(body),
        secrets: [],
      });
      return showExplanation(explainedResult(explained));
    },
  };
}

function optionsOf(body: Request, scheme: Scheme): Omit<VerifierOptions, "now"> {
  const { apiKey, publicUrl, method, keyEncoding, toleranceMs } = body;
  const keys = body.secrets.map(keyOf);
  const caller = { id: "caller", organization: "playground", apiKey: apiKey ?? "", keys };
  return {
    ...(scheme.caller === undefined ? { keys } : { callers: [caller] }),
    ...(publicUrl !== undefined && { publicUrl }),
    ...(method !== undefined && { method }),
    ...(keyEncoding !== undefined && { keyEncoding }),
    ...(toleranceMs !== undefined && { toleranceMs }),
  };
}

function requestOf({ method, headers, bodyBase64 }: Request): {
  readonly method?: string;
  readonly headers: readonly string[];
  readonly body: Uint8Array;
} {
  return {
    ...(method !== undefined && { method }),
    headers: headers.flatMap(({ name, value }) => [name, value]),
    body: Buffer.from(bodyBase64, "base64"),
  };
}

function keyOf({ id, value, notBefore, notAfter }: Who["secrets"][number]): WebhookKey {
  return {
    ...(id !== undefined && { id }),
    secret: value,
    ...(notBefore !== undefined && { notBefore: timeOf(notBefore) }),
    ...(notAfter !== undefined && { notAfter: timeOf(notAfter) }),
  };
}

function nowAt(nowMs: number): () => number {
  return () => nowMs;
}

/** What the library refuses, the caller is told: its texts name options and shapes, never a value. */
function orRefused<Made>(make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    if (error instanceof CountersignError) throw refusedAt("", error.remedy, error.code);
    throw error;
  }
}
