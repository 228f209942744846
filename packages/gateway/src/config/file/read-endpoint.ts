import { createSigner } from "countersign";
import type { CountersignError } from "countersign";
import { schemeHeaderNames } from "../../deliver/scheme-header-names.ts";
import type { EndpointDocument } from "../configuration.ts";
import type { Place } from "./configuration-problem.ts";
import { checkEndpointUrl } from "./check-endpoint-url.ts";
import { endpointDefaults, endpointFields } from "./endpoint-fields.ts";
import { addLibraryProblem, foundWhileReading, libraryRefusal } from "./library-problem.ts";
import type { LocatedValue } from "./located-value.ts";
import type { ReadContext } from "./read-context.ts";
import { readEndpointLimits } from "./read-endpoint-limits.ts";
import { checkForwardHeaders, readEndpointHeaders } from "./read-endpoint-headers.ts";
import { readFields } from "./read-fields.ts";
import { readScheme } from "./read-scheme.ts";
import { readSecretText } from "./read-secret-text.ts";
import { readSecrets } from "./read-secrets.ts";
import type { LocatedSecret } from "./read-secrets.ts";
import { readWhere } from "./read-where.ts";
import type { LocatedText } from "./read-value.ts";
import { signerOptions } from "../signer-options.ts";

/** An endpoint as read, with the places that checks against sources need. */
export interface LocatedEndpoint {
  readonly name: string;
  readonly document: EndpointDocument;
  readonly sources: readonly LocatedText[];
  readonly field: string;
  readonly place: Place;
}

/** Reads one endpoint and checks that the library can sign with it. Undefined after a problem that leaves nothing to use. */
export async function readEndpoint(
  item: LocatedValue,
  field: string,
  context: ReadContext,
): Promise<LocatedEndpoint | undefined> {
  const { problems, allowInsecureEndpoints } = context;
  const fields = readFields(item, field, { table: endpointFields, problems });
  if (fields === undefined) return undefined;
  const { values, placeOf } = fields;
  const named =
    values.scheme === undefined ? undefined : readScheme(values.scheme, `${field}.scheme`, context);
  const problemsBefore = problems.count;
  const secrets =
    values.secrets === undefined ? [] : await readSecrets(values.secrets, `${field}.secrets`, context);
  const areKeysSound = problems.count === problemsBefore;
  const apiKey =
    values.apiKey === undefined ? undefined : await readSecretText(values.apiKey, `${field}.apiKey`, context);
  const signed = new Set(named === undefined ? [] : schemeHeaderNames(named.scheme));
  const headers =
    values.headers === undefined
      ? {}
      : await readEndpointHeaders(values.headers, `${field}.headers`, { ...context, signed });
  const forwardHeaders = checkForwardHeaders(values.forwardHeaders ?? [], `${field}.forwardHeaders`, {
    problems,
    signed,
  });
  if (values.url !== undefined) {
    checkEndpointUrl(values.url, `${field}.url`, { place: placeOf("url"), problems, allowInsecureEndpoints });
  }
  const where = values.where === undefined ? undefined : readWhere(values.where, `${field}.where`, problems);
  if (values.name === undefined || values.url === undefined || named === undefined) return undefined;

  const document: EndpointDocument = {
    name: values.name,
    url: values.url,
    ...named,
    secrets: secrets.map((secret) => secret.document),
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(values.keyEncoding === undefined ? {} : { keyEncoding: values.keyEncoding }),
    sources: values.sources?.map(({ text }) => text) ?? endpointDefaults.everything,
    events: values.events?.map(({ text }) => text) ?? endpointDefaults.everything,
    headers,
    forwardHeaders,
    concurrency: values.concurrency ?? endpointDefaults.concurrency,
    connectTimeoutMs: values.connectTimeoutMs ?? endpointDefaults.connectTimeoutMs,
    attemptTimeoutMs: values.attemptTimeoutMs ?? endpointDefaults.attemptTimeoutMs,
    retryScheduleMs:
      values.retryScheduleMs?.map(({ integer }) => integer) ?? endpointDefaults.retryScheduleMs,
    ...readEndpointLimits(values, field, problems),
    ...(where === undefined ? {} : { where }),
  };
  if (values.secrets !== undefined)
    checkSigner({ document, secrets }, field, { problems, placeOf, areKeysSound });
  return { name: values.name, document, sources: values.sources ?? [], field, place: item.place };
}

type CheckedKey = "secrets" | "apiKey" | "keyEncoding";

const keyOfCode: Readonly<Partial<Record<CountersignError["code"], CheckedKey>>> = {
  api_key_required: "apiKey",
  api_key_not_accepted: "apiKey",
  api_key_invalid: "apiKey",
  key_encoding_unknown: "keyEncoding",
  key_encoding_not_accepted: "keyEncoding",
};

/** Makes the signer as delivering will, and turns a refusal of the library into a problem at its own line. */
function checkSigner(
  endpoint: { readonly document: EndpointDocument; readonly secrets: readonly LocatedSecret[] },
  field: string,
  context: {
    readonly problems: ReadContext["problems"];
    readonly placeOf: (key: CheckedKey) => Place;
    /** False when reading secrets found problems: what follows from them is then known already. */
    readonly areKeysSound: boolean;
  },
): void {
  const { document, secrets } = endpoint;
  const schemeId = document.scheme.id;
  const refusal = libraryRefusal(() => createSigner(document.scheme, signerOptions(document)));
  if (refusal === undefined || (!context.areKeysSound && foundWhileReading.has(refusal.code))) return;
  const key = keyOfCode[refusal.code];
  const guilty = key === undefined ? secrets.filter((secret) => isRefusedAlone(document, secret)) : [];
  for (const { place, field: secretField } of guilty) {
    addLibraryProblem(refusal, context.problems, { place, field: secretField, schemeId });
  }
  if (guilty.length > 0) return;
  const at = { place: context.placeOf(key ?? "secrets"), field: `${field}.${key ?? "secrets"}`, schemeId };
  addLibraryProblem(refusal, context.problems, at);
}

function isRefusedAlone(document: EndpointDocument, secret: LocatedSecret): boolean {
  const alone = { ...document, secrets: [secret.document] };
  return libraryRefusal(() => createSigner(document.scheme, signerOptions(alone))) !== undefined;
}
