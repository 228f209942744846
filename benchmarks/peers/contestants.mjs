/**
 * Who is compared, each used as its documentation shows. A contestant of a dialect has
 *
 * - `create(secret, { toleranceSeconds? })`: whatever is made once, before requests arrive;
 * - `prepare(made, request, form)`: a request as it wants it, with the body as `text` or as `bytes`;
 * - `verify(made, prepared)`: true or false, or a promise of it, or throws;
 * - `isRefusal(error)`: whether that is its way of saying that a signature is wrong.
 */
import { readFileSync } from "node:fs";
import { WebhookVerificationService } from "@hookflo/tern";
import { verify as octokitVerify } from "@octokit/webhooks-methods";
import { createVerifier } from "countersign";
import * as standardwebhooks from "standardwebhooks";
import { Stripe } from "stripe";
import * as svix from "svix";

const URL_OF_THE_RECEIVER = "https://hooks.example.com/in";

function versionOf(name) {
  const file = new URL(`node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")).version;
}

function peer(name, rest) {
  return { name, version: versionOf(name), hasTolerance: false, parsesBody: false, isAsync: false, ...rest };
}

function bodyIn(form, body) {
  return form === "text" ? body.toString() : body;
}

function octokit() {
  return peer("@octokit/webhooks-methods", {
    isAsync: true,
    takes: "text",
    create: (secret) => ({ secret }),
    // It takes text only: whoever has bytes decodes them first.
    prepare: (_made, { headers, body }) => ({
      text: body.toString(),
      signature: headers["x-hub-signature-256"],
    }),
    verify: ({ secret }, { text, signature }) => octokitVerify(secret, text, signature),
    isRefusal: () => false,
  });
}

function stripe() {
  const { webhooks } = new Stripe("sk_test_of_nobody");
  return peer("stripe", {
    hasTolerance: true,
    parsesBody: true,
    create: (secret, { toleranceSeconds } = {}) => ({ secret, toleranceSeconds }),
    prepare: (_made, { headers, body }, form) => ({
      body: bodyIn(form, body),
      signature: headers["stripe-signature"],
    }),
    verify: ({ secret, toleranceSeconds }, { body, signature }) => {
      webhooks.constructEvent(body, signature, secret, toleranceSeconds);
      return true;
    },
    isRefusal: (error) => error instanceof Stripe.errors.StripeSignatureVerificationError,
  });
}

function standardWebhooksOf(name, { Webhook, WebhookVerificationError }, { options, ...rest }) {
  return peer(name, {
    create: (secret) => ({ webhook: new Webhook(secret) }),
    prepare: (_made, { headers, body }, form) => ({ headers, body: bodyIn(form, body) }),
    verify: ({ webhook }, { headers, body }) => {
      webhook.verify(body, headers, options);
      return true;
    },
    isRefusal: (error) => error instanceof WebhookVerificationError,
    ...rest,
  });
}

function tern(platform) {
  return peer("@hookflo/tern", {
    isAsync: true,
    hasTolerance: true,
    parsesBody: true,
    create: (secret, { toleranceSeconds } = {}) => ({
      config: {
        platform,
        secret,
        ...(toleranceSeconds === undefined ? {} : { toleranceInSeconds: toleranceSeconds }),
      },
    }),
    prepare: (_made, { headers, body }) =>
      new Request(URL_OF_THE_RECEIVER, { method: "POST", headers, body }),
    verify: async ({ config }, request) => {
      const result = await WebhookVerificationService.verify(request, config);
      return result.isValid || { refused: result };
    },
    isRefusal: () => false,
  });
}

/** Countersign in a dialect. */
export function countersign(dialect) {
  return {
    name: "countersign",
    version: "",
    hasTolerance: true,
    parsesBody: false,
    isAsync: false,
    isOurs: true,
    create: (secret, { toleranceSeconds } = {}) => ({
      verifier: createVerifier(dialect.scheme, {
        keys: [{ secret }],
        ...(toleranceSeconds === undefined ? {} : { toleranceMs: toleranceSeconds * 1000 }),
      }),
    }),
    prepare: (_made, { headers, body }) => ({ method: "POST", url: "/in", headers, body }),
    verify: ({ verifier }, request) => verifier.verify(request).ok,
    isRefusal: () => false,
  };
}

/** The peers of each dialect, by its id. */
export const peers = {
  github: [octokit(), tern("github")],
  stripe: [stripe(), tern("stripe")],
  "standard-webhooks": [
    // Parsing is its default and can be left out, which is faster.
    standardWebhooksOf("standardwebhooks", standardwebhooks, { options: { jsonParse: false } }),
    standardWebhooksOf("svix", svix, { parsesBody: true, headersOf: (dialect) => dialect.svixHeaders }),
    // The platform whose settings are those of Standard Webhooks.
    tern("dodopayments"),
  ],
};

/** Who was meant to be here. */
export const notRun = [
  {
    name: "verihook",
    reason: "npm knew no package of this name on 2026-11-22, though its repository tells to install it",
  },
  {
    name: "@better-webhook/core, /github, /stripe",
    reason: "npm knew no packages of these names on 2026-11-22",
  },
  {
    name: "@webhook-co/webhooks-spec",
    reason: "marked private in its repository: it is not published",
  },
  {
    name: "svix 2",
    reason: "needs Node 22; 1.99.1 is the newest that does not",
  },
];

/** The request of a message as a contestant reads it. */
export function requestFor(contestant, dialect, message) {
  const headersOf = contestant.isOurs
    ? (dialect.ourHeaders ?? dialect.headers)
    : (contestant.headersOf?.(dialect) ?? dialect.headers);
  return { headers: { "content-type": "application/json", ...headersOf(message) }, body: message.body };
}
