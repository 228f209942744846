const SYSTEM_OR_OWN_CODE = /^[A-Za-z][A-Za-z0-9_]{1,63}$/;
const CLASS_NAME = /^[A-Za-z]{1,64}$/;

export interface ErrorFields {
  readonly errorClass: string;
  readonly errorCode: string;
}

/**
 * What may be logged of an error: its class and its code. Never its message, which may quote a body, a header or a
 * secret. Where the error itself has no code, the code of its cause is told.
 */
export function errorFields(error: unknown): ErrorFields {
  if (!(error instanceof Error)) return { errorClass: "NotAnError", errorCode: "none" };
  const errorClass = CLASS_NAME.test(error.name) ? error.name : "Error";
  return { errorClass, errorCode: codeOf(error) ?? codeOf(error.cause) ?? "none" };
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  const { code } = error;
  return typeof code === "string" && SYSTEM_OR_OWN_CODE.test(code) ? code : undefined;
}
