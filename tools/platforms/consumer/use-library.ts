// A user's program as compilers read it, with the types of Node or of a browser: it is checked, never run. What must
// not compile shows that the types are really found.
import {
  type AcceptedVerdict,
  createResponseVerifier,
  createSigner,
  createVerifier,
  parseScheme,
  type Scheme,
  type Verdict,
} from "countersign";
import { signedFetch } from "countersign/client";
import { type NablaEvent, nablaEvent } from "countersign/events";
import { type CauseCode, causes, explain, failureReport } from "countersign/explain";
import { fetchWebhook } from "countersign/fetch";
import { type LambdaResult, lambdaWebhook } from "countersign/lambda";
import { nextWebhook } from "countersign/next";
import { createMemoryReplayStore, type ReplayStore } from "countersign/replay";
import { schemes } from "countersign/schemes";
import { honeybee } from "countersign/schemes/honeybee";
import { nabla } from "countersign/schemes/nabla";
import { trace } from "countersign/trace";

const keys = [{ id: "2026-11", secret: "a secret", notAfter: "2027-01-01T00:00:00Z" }];
const options = { keys };
const verifier = createVerifier(nabla, options);
const request = { method: "POST", headers: new Headers(), body: new Uint8Array() };
const verdict: Verdict = verifier.verify(request);

export function idOf(accepted: AcceptedVerdict): string | undefined {
  const event = accepted.json(nablaEvent);
  const typed: NablaEvent | undefined = event.ok ? event.value : undefined;
  return typed?.id ?? accepted.eventId;
}
export const told: string | undefined = verdict.ok ? idOf(verdict) : verdict.code;
// @ts-expect-error -- only an acceptance names a key
export const keyId: string = verdict.keyId;
// @ts-expect-error -- a misspelt option
createVerifier(nabla, { keys, tolerance: 1 });

export const headers: Record<string, string> = createSigner(nabla, options).sign({ body: "{}" });
export const scheme: Scheme = parseScheme({});
export const everyScheme: Readonly<Record<string, Scheme>> = schemes;
export const responses = createResponseVerifier(honeybee, { keys });

const explanation = explain({ scheme: nabla, options, request });
export const proved: readonly CauseCode[] = explanation.findings.map(({ code }) => code);
export const title: string = causes.C01.title;
export const isRight: boolean = trace(nabla, options, request).steps.every((step) => step.isRight);
export const report = failureReport;

const replayStore: ReplayStore = createMemoryReplayStore({ maxEntries: 1000 });
export const onFetch: (request: Request) => Promise<Response> = fetchWebhook(
  { verifier, replayStore },
  () => {},
);
export const POST: (request: Request, context: object) => Promise<Response> = nextWebhook(
  { verifier },
  () => {},
);
export const onEvent: (event: { headers: Record<string, string> }, context: object) => Promise<LambdaResult> =
  lambdaWebhook({ verifier }, () => ({ statusCode: 202 }));
export const sent: Promise<number> = signedFetch(nabla, { keys, fetch })("https://example.com", {
  body: { a: 1 },
}).then(({ status }) => status);
