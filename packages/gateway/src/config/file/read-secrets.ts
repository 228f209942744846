import type { SecretDocument } from "../configuration.ts";
import type { Place } from "./configuration-problem.ts";
import type { LocatedValue } from "./located-value.ts";
import { parseIsoTime } from "./parse-iso-time.ts";
import { addDuplicateNames } from "./duplicate-names.ts";
import type { ReadContext } from "./read-context.ts";
import { readFields } from "./read-fields.ts";
import type { FieldTable } from "./read-fields.ts";
import { readSecretText } from "./read-secret-text.ts";
import { readItems } from "./read-value.ts";

export const secretFields = {
  id: {
    kind: { type: "name" },
    meaning: "What verdicts and attempts call it. Default key-1, key-2, … by position.",
  },
  value: {
    kind: { type: "value" },
    isRequired: true,
    meaning: "The secret: env:NAME, file:PATH, cmd:… or literal.",
  },
  notBefore: { kind: { type: "text" }, meaning: "Not used before this time, ISO 8601 with zone." },
  notAfter: { kind: { type: "text" }, meaning: "Not used from this time on, ISO 8601 with zone." },
} as const satisfies FieldTable;

/** A secret and where it stands, so that what the library says about it can point there. */
export interface LocatedSecret {
  readonly document: SecretDocument;
  readonly field: string;
  readonly place: Place;
}

/** More live keys than anybody rotates; each costs a MAC when a signature is wrong. */
const MAX_SECRETS = 16;

/** Reads `secrets`: texts or mappings, newest first. */
export async function readSecrets(
  value: LocatedValue,
  field: string,
  context: ReadContext,
): Promise<readonly LocatedSecret[]> {
  const items = readItems(value, field, { maxItems: MAX_SECRETS, problems: context.problems }) ?? [];
  const secrets: LocatedSecret[] = [];
  for (const [index, item] of items.entries()) {
    const secret = await readSecret(item, `${field}[${index}]`, { ...context, position: index + 1 });
    if (secret !== undefined) secrets.push(secret);
  }
  addDuplicateNames(
    secrets.map((secret) => ({ ...secret, name: secret.document.name })),
    context.problems,
  );
  return secrets;
}

async function readSecret(
  item: LocatedValue,
  field: string,
  context: ReadContext & { readonly position: number },
): Promise<LocatedSecret | undefined> {
  const positionName = `key-${context.position}`;
  if (item.kind !== "map") {
    const value = await readSecretText(item, field, context);
    return value === undefined
      ? undefined
      : { document: { name: positionName, value }, field, place: item.place };
  }
  const fields = readFields(item, field, { table: secretFields, problems: context.problems });
  if (fields?.values.value === undefined) return undefined;
  const value = await readSecretText(fields.values.value, `${field}.value`, context);
  const notBefore = readTime("notBefore", field, { fields, context });
  const notAfter = readTime("notAfter", field, { fields, context });
  if (value === undefined) return undefined;
  if (notBefore !== undefined && notAfter !== undefined && notBefore >= notAfter) {
    context.problems.add(fields.placeOf("notAfter"), {
      code: "out_of_range",
      field: `${field}.notAfter`,
      expected: "a time after notBefore",
      found: "the same or an earlier one",
      remedy: "correct one of them",
    });
  }
  const document = {
    name: fields.values.id ?? positionName,
    value,
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(notAfter === undefined ? {} : { notAfter }),
  };
  return { document, field, place: fields.placeOf("value") };
}

function readTime(
  key: "notBefore" | "notAfter",
  field: string,
  reading: {
    readonly fields: NonNullable<ReturnType<typeof readFields<typeof secretFields>>>;
    readonly context: ReadContext;
  },
): number | undefined {
  const text = reading.fields.values[key];
  if (text === undefined) return undefined;
  const time = parseIsoTime(text);
  if (time === undefined) {
    reading.context.problems.add(reading.fields.placeOf(key), {
      code: "bad_time",
      field: `${field}.${key}`,
      expected: "a full date, time and zone, such as 2026-12-01T00:00:00Z",
      found: `a text of ${text.length} characters that is none`,
      remedy: "write the time in this form",
    });
  }
  return time;
}
