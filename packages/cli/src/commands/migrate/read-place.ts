import { readSecret } from "../../secrets/read-secret.ts";
import { warnOfLiterals } from "../../secrets/warn-of-literals.ts";

const REFERENCE = /^(?:env|file):/;
/** A user with a password, in the place where a URL has it. */
const WITH_PASSWORD = /^[a-z]+:\/\/[^/@]*:[^/@]*@/i;

/**
 * A store as `--database` of the gateway names it, or what `env:NAME` or `file:PATH` refers to, because the URL of a database
 * may hold a password.
 *
 * @throws CommandError `secret_missing`.
 */
export async function readPlace(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  if (REFERENCE.test(text)) return (await readSecret(text, environment)).value;
  if (WITH_PASSWORD.test(text)) warnOfLiterals([{ value: text, origin: "literal" }]);
  return text;
}
