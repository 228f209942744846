import { readJsonFile } from "../input/read-json-file.ts";
import { isRecord } from "../json/json-kinds.ts";
import { CommandError } from "../command-error.ts";
import { readSecret } from "../secrets/read-secret.ts";
import { warnOfLiterals } from "../secrets/warn-of-literals.ts";
import { readFields } from "./read-fields.ts";
import type { NewResourceOptions } from "./resource-options.ts";

/** What the options say of a source or an endpoint that is to be made, with all that they refer to read. */
export interface NewResource {
  readonly scheme: string | Record<string, unknown>;
  /** The values. Undefined where none was given. */
  readonly secrets: string[] | undefined;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** @throws CommandError for what cannot be read. */
export async function readNewResource(
  { scheme, secret, set }: NewResourceOptions,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<NewResource> {
  const secrets = await Promise.all((secret ?? []).map((reference) => readSecret(reference, environment)));
  warnOfLiterals(secrets);
  return {
    scheme: await readScheme(scheme),
    secrets: secrets.length === 0 ? undefined : secrets.map(({ value }) => literally(value)),
    fields: readFields(set),
  };
}

/** A scheme of its own is sent whole; which of the others there are, the gateway knows. */
async function readScheme(scheme: string): Promise<NewResource["scheme"]> {
  if (!scheme.endsWith(".json")) return scheme;
  const definition = await readJsonFile(scheme);
  if (isRecord(definition)) return definition;
  throw new CommandError("json_invalid", `${scheme} holds no object`);
}

/** Read here already: what begins like a reference is no reference any more. */
function literally(value: string): string {
  return `literal:${value}`;
}
