import { CommandError } from "../command-error.ts";

/** A field of a resource as the API calls it. */
const FIELD = /^([a-zA-Z]{1,40})=([^]*)$/;

/**
 * The fields that `--set name=value` gave. A value that is JSON means that JSON (`60000`, `true`, `null`, `["*"]`);
 * anything else is text.
 *
 * @throws CommandError `argument_invalid` where one has no name.
 */
export function readFields(given: readonly string[] = []): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    given.map((text) => {
      const [, name, value] = FIELD.exec(text) ?? [];
      if (name === undefined || value === undefined) {
        throw new CommandError("argument_invalid", "--set takes name=value, such as toleranceMs=60000");
      }
      return [name, readValue(value)];
    }),
  );
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
