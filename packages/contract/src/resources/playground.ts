import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { resourceName } from "../resource-name.ts";
import { timestamp } from "../timestamp.ts";
import { keyEncoding, schemeChoice } from "./resource-facts.ts";
import { explanation, verificationTrace } from "./verification-trace.ts";

/** 256 KiB in base64: a payload to try things with, hashed in a moment. */
const MAX_BODY_CHARACTERS = 349_528;
/** A rotation has two; more is a search, and that is what `explain` does. */
const MAX_SECRETS = 8;
const MAX_SECRET_CHARACTERS = 1024;
const MAX_HEADERS = 100;
const MAX_HEADER_CHARACTERS = 8192;
const MAX_URL_CHARACTERS = 2048;
const MAX_ID_CHARACTERS = 255;

const who = {
  scheme: schemeChoice,
  secrets: z
    .array(
      z.strictObject({
        id: resourceName.optional().describe("What the answer calls it. Default `key-1` by position."),
        value: z.string().min(1).max(MAX_SECRET_CHARACTERS),
        notBefore: timestamp.optional(),
        notAfter: timestamp.optional(),
      }),
    )
    .min(1)
    .max(MAX_SECRETS)
    .describe("Texts, used for this answer and kept nowhere."),
  apiKey: z
    .string()
    .max(MAX_SECRET_CHARACTERS)
    .optional()
    .describe("For schemes whose API key names the caller."),
  keyEncoding: keyEncoding.optional(),
  publicUrl: z.string().max(MAX_URL_CHARACTERS).optional().describe("Where the scheme signs a URL."),
  method: z.enum(["POST", "PUT", "PATCH", "GET", "DELETE"]).optional().describe("Default POST."),
  bodyBase64: z.base64().max(MAX_BODY_CHARACTERS).describe("The exact bytes, up to 256 KiB."),
  at: timestamp.optional().describe("The moment to sign or judge by. Default: now."),
};

const headers = z
  .array(
    z.strictObject({
      name: z.string().min(1).max(MAX_ID_CHARACTERS),
      value: z.string().max(MAX_HEADER_CHARACTERS),
    }),
  )
  .max(MAX_HEADERS);

const request = z.strictObject({
  ...who,
  headers: headers.describe("As they came; one that came twice stands here twice."),
  toleranceMs: z.int().min(0).optional(),
});

/** Bytes of the caller's own: as text where they are one in UTF-8, else in base64. */
const shownBytes = {
  bytes: z.int(),
  text: z.string().nullable(),
  base64: z.string().nullable().describe("Null where `text` is not."),
};

export const signedContent = z
  .object({
    parts: z.array(
      z.object({
        part: z.enum(["literal", "timestamp", "id", "method", "url", "body"]),
        ...shownBytes,
      }),
    ),
    isEscaped: z.boolean().describe("The joined parts are escaped before they are signed."),
    ...shownBytes,
  })
  .describe("What is signed, piece by piece; null for schemes that sign nothing.")
  .meta({ id: "SignedContent" });

const access = ["admin", "operator", "clinical"] as const;

export const playgroundRoutes = {
  signInPlayground: defineRoute({
    method: "POST",
    path: "/api/v1/playground/sign",
    access,
    summary: "Signs a body as a sender would, and shows what was signed. Keeps nothing of it.",
    body: z.strictObject({
      ...who,
      id: z.string().max(MAX_ID_CHARACTERS).optional().describe("Where the scheme signs an id."),
    }),
    answer: {
      status: 200,
      body: z
        .object({
          headers: z.array(z.object({ name: z.string(), value: z.string() })).describe("To send."),
          content: signedContent.nullable(),
        })
        .meta({ id: "PlaygroundSignature" }),
    },
    problems: [],
  }),
  verifyInPlayground: defineRoute({
    method: "POST",
    path: "/api/v1/playground/verify",
    access,
    summary:
      "Verifies a request step by step, and shows what its signature has to cover. Keeps nothing of it.",
    body: request,
    answer: {
      status: 200,
      body: verificationTrace
        .extend({
          event: z
            .object({ id: z.string().nullable(), type: z.string().nullable() })
            .nullable()
            .describe("What the scheme reads in the body of an accepted request."),
          content: signedContent.nullable(),
        })
        .meta({ id: "PlaygroundVerification" }),
    },
    problems: [],
  }),
  explainInPlayground: defineRoute({
    method: "POST",
    path: "/api/v1/playground/explain",
    access,
    summary:
      "Searches for the cause why a request is refused. Keeps nothing of it. Takes up to a second; two at once.",
    body: request,
    answer: { status: 200, body: explanation },
    problems: [],
  }),
};
