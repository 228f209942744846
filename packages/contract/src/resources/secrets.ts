import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { resourceName } from "../resource-name.ts";
import { everyRole } from "../role.ts";
import { timestamp } from "../timestamp.ts";

/** A month: a partner that has not changed over by then needs a call, not more time. */
const MAX_OVERLAP_HOURS = 720;
const DEFAULT_OVERLAP_HOURS = 24;

/** As long as any secret in use; the scheme has bounds of its own. */
const MAX_VALUE_CHARACTERS = 8000;

export const secret = z
  .object({
    name: z.string(),
    state: z
      .enum(["active", "retiring", "ended", "revoked"])
      .describe("`retiring` until `notAfter`, then `ended`; `revoked`: its value is wiped."),
    createdAt: timestamp,
    notBefore: timestamp.nullable(),
    notAfter: timestamp.nullable(),
    lastMatchedAt: timestamp
      .nullable()
      .describe("When it last verified a request, or signed a delivery that was taken."),
    matches: z.int().describe("How often it did."),
    isSafeToRetire: z
      .boolean()
      .describe("It is retiring and has not matched for 24 hours, while a newer one has."),
  })
  .meta({ id: "Secret" });

export const rotation = z
  .object({
    name: z.string().describe("What verdicts and attempts call the new secret."),
    value: z.string().describe("The new secret. Shown this once."),
    retiring: z
      .array(z.object({ name: z.string(), notAfter: timestamp }))
      .describe("The older ones, each with its end."),
  })
  .meta({ id: "Rotation" });

const rotationInput = z.strictObject({
  value: z
    .string()
    .min(1)
    .max(MAX_VALUE_CHARACTERS)
    .optional()
    .describe("The other side's new secret, as it is. Default: a random one in the scheme's own form."),
  overlapHours: z
    .number()
    .min(0)
    .max(MAX_OVERLAP_HOURS)
    .default(DEFAULT_OVERLAP_HOURS)
    .describe("How long the older secrets stay good; 0 revokes them at once."),
});

const secretList = z.object({ items: z.array(secret) });
const ofSource = z.strictObject({ source: resourceName });
const ofCaller = z.strictObject({ source: resourceName, caller: resourceName });
const ofEndpoint = z.strictObject({ endpoint: resourceName });

/** A secret's own name is a resource's name as well. */
const secretParameter = { secret: resourceName };

const reading = {
  method: "GET",
  access: everyRole,
  answer: { status: 200, body: secretList },
  problems: [],
} as const;

const rotating = {
  method: "POST",
  access: ["admin", "operator"],
  body: rotationInput,
  answer: { status: 201, body: rotation },
  problems: ["managed_by_file"],
  isIdempotent: true,
} as const;

const erasing = {
  method: "POST",
  access: ["admin", "operator"],
  answer: { status: 200, body: secretList },
  problems: ["managed_by_file"],
} as const;

export const secretRoutes = {
  listSourceSecrets: defineRoute({
    ...reading,
    path: "/api/v1/sources/{source}/secrets",
    summary: "Lists the secrets of a source, newest first, revoked ones last; never their values.",
    params: ofSource,
  }),
  rotateSourceSecret: defineRoute({
    ...rotating,
    path: "/api/v1/sources/{source}/secrets/rotate",
    summary: "Adds a secret to a source and lets the older ones end after the overlap.",
    params: ofSource,
  }),
  eraseSourceSecret: defineRoute({
    ...erasing,
    path: "/api/v1/sources/{source}/secrets/{secret}/erase",
    summary: "Revokes a secret at once and wipes it: the very next request signed with it is refused.",
    params: ofSource.extend(secretParameter),
  }),
  listCallerSecrets: defineRoute({
    ...reading,
    path: "/api/v1/sources/{source}/callers/{caller}/secrets",
    summary: "Lists the secrets of a caller, newest first, revoked ones last; never their values.",
    params: ofCaller,
  }),
  rotateCallerSecret: defineRoute({
    ...rotating,
    path: "/api/v1/sources/{source}/callers/{caller}/secrets/rotate",
    summary: "Adds a secret to a caller and lets the older ones end after the overlap.",
    params: ofCaller,
  }),
  eraseCallerSecret: defineRoute({
    ...erasing,
    path: "/api/v1/sources/{source}/callers/{caller}/secrets/{secret}/erase",
    summary: "Revokes a caller's secret at once and wipes it.",
    params: ofCaller.extend(secretParameter),
  }),
  listEndpointSecrets: defineRoute({
    ...reading,
    path: "/api/v1/endpoints/{endpoint}/secrets",
    summary: "Lists the secrets of an endpoint, newest first, revoked ones last; never their values.",
    params: ofEndpoint,
  }),
  rotateEndpointSecret: defineRoute({
    ...rotating,
    path: "/api/v1/endpoints/{endpoint}/secrets/rotate",
    summary:
      "Adds a secret to an endpoint. A scheme with a list of signatures signs with all; another with the oldest until its end.",
    params: ofEndpoint,
  }),
  eraseEndpointSecret: defineRoute({
    ...erasing,
    path: "/api/v1/endpoints/{endpoint}/secrets/{secret}/erase",
    summary: "Revokes an endpoint's secret at once and wipes it: nothing more is signed with it.",
    params: ofEndpoint.extend(secretParameter),
  }),
};
