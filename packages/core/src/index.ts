export { acceptedAnswer, type AcceptedAnswer } from "./body/accepted-answer.ts";
export { isJsonBody } from "./body/is-json-body.ts";
export type { JsonResult } from "./body/validated-json.ts";
export { CountersignError } from "./countersign-error.ts";
export { type ErrorCode, errorCodes } from "./errors.ts";
export type { HeadersInput, HeadersObject } from "./headers.ts";
export type { Caller } from "./keys/caller.ts";
export type { Moment, WebhookKey } from "./keys/webhook-key.ts";
export { parseScheme } from "./parse-scheme.ts";
export {
  createResponseVerifier,
  type ResponseVerifier,
  type ResponseVerifierOptions,
  type SignedResponse,
} from "./response-verifier.ts";
export type {
  EventTypeRule,
  IdPart,
  KeyEncoding,
  KeyRule,
  LiteralPart,
  MacProof,
  MessagePart,
  MessageRule,
  PlainPart,
  Scheme,
  SecretHeaderProof,
  SignatureEncoding,
  SignatureList,
  SignatureRule,
  TimestampFormat,
  TimestampPart,
} from "./scheme.ts";
export { SignatureRefusedError } from "./signature-refused-error.ts";
export { callerHeader, signsTime, signsUrl } from "./scheme-facts.ts";
export { createSigner, type Signer, type SignerOptions, type SigningRequest } from "./signer.ts";
export type { SchemaIssue, SchemaResult, StandardSchema } from "./standard-schema.ts";
export { type VerdictCode, verdictCodes } from "./verdict-codes.ts";
export type { AcceptedVerdict, RefusedVerdict, Verdict, VerdictFields } from "./verdict.ts";
export { createVerifier, type Verifier, type VerifierOptions, type WebhookRequest } from "./verifier.ts";
