/** Codes of our own tables are written like this; Node's and the system's are in capitals. */
const OWN_CODE = /^[a-z][a-z_]*$/;

/**
 * What may be printed of an error that no command expected. Our own messages hold no payload and no secret, and the
 * system's name a call and a path. Any other message might quote what was being worked on: of those only the class and
 * the code are told.
 */
export function unexpectedErrorText(error: unknown): string {
  if (!(error instanceof Error)) return "an unexpected failure";
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const isOwn = code !== undefined && OWN_CODE.test(code);
  if (isOwn || "syscall" in error) return error.message;
  return `an unexpected ${error.name}${code === undefined ? "" : ` (${code})`}; please report it`;
}
