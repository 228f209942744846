/**
 * Where to go after signing in. Only a path of this console is taken: a link that somebody else has made must not lead away
 * from it.
 */
export function backPath(text: unknown): string | undefined {
  return typeof text === "string" && /^\/console\/[\w./~?=&%:*+-]*$/.test(text) && !text.includes("//")
    ? text
    : undefined;
}
