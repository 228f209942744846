import type { CallerDocument } from "../configuration.ts";
import type { Place } from "./configuration-problem.ts";
import { addDuplicateNames } from "./duplicate-names.ts";
import type { LocatedValue } from "./located-value.ts";
import type { ReadContext } from "./read-context.ts";
import { readFields } from "./read-fields.ts";
import type { FieldTable } from "./read-fields.ts";
import { readSecretText } from "./read-secret-text.ts";
import { readSecrets } from "./read-secrets.ts";
import type { LocatedSecret } from "./read-secrets.ts";
import { readItems } from "./read-value.ts";

export const callerFields = {
  name: {
    kind: { type: "name" },
    isRequired: true,
    meaning: "Name of the caller, unique within its source.",
  },
  apiKey: {
    kind: { type: "value" },
    isRequired: true,
    meaning: "The API key that it sends: a reference or literal.",
  },
  secrets: { kind: { type: "value" }, isRequired: true, meaning: "Its signing secrets, newest first." },
} as const satisfies FieldTable;

export interface LocatedCaller {
  readonly name: string;
  readonly apiKey: string;
  readonly secrets: readonly LocatedSecret[];
  readonly field: string;
  readonly place: Place;
  readonly apiKeyPlace: Place;
}

const MAX_CALLERS = 100_000;

/** Reads `callers`: who an API key names, with the secrets of each. */
export async function readCallers(
  value: LocatedValue,
  field: string,
  context: ReadContext,
): Promise<readonly LocatedCaller[]> {
  const items = readItems(value, field, { maxItems: MAX_CALLERS, problems: context.problems }) ?? [];
  const callers: LocatedCaller[] = [];
  for (const [index, item] of items.entries()) {
    const caller = await readCaller(item, `${field}[${index}]`, context);
    if (caller !== undefined) callers.push(caller);
  }
  addDuplicateNames(callers, context.problems);
  return callers;
}

/** The caller without its places. */
export function callerDocument(caller: LocatedCaller): CallerDocument {
  return {
    name: caller.name,
    apiKey: caller.apiKey,
    secrets: caller.secrets.map((secret) => secret.document),
  };
}

async function readCaller(
  item: LocatedValue,
  field: string,
  context: ReadContext,
): Promise<LocatedCaller | undefined> {
  const fields = readFields(item, field, { table: callerFields, problems: context.problems });
  if (fields === undefined) return undefined;
  const { name, apiKey, secrets } = fields.values;
  const key = apiKey === undefined ? undefined : await readSecretText(apiKey, `${field}.apiKey`, context);
  const located = secrets === undefined ? [] : await readSecrets(secrets, `${field}.secrets`, context);
  if (name === undefined || key === undefined) return undefined;
  return {
    name,
    apiKey: key,
    secrets: located,
    field,
    place: item.place,
    apiKeyPlace: fields.placeOf("apiKey"),
  };
}
