import type { SecretDocument } from "../configuration.ts";

/** A text as the configuration file holds it where it might be taken for a reference. */
export function literalText(value: string): string {
  return `literal:${value}`;
}

/** A secret as an entry of the configuration file. */
export function secretBody({ name, value, notBefore, notAfter }: SecretDocument): Record<string, unknown> {
  return {
    id: name,
    value: literalText(value),
    ...(notBefore !== undefined && { notBefore: new Date(notBefore).toISOString() }),
    ...(notAfter !== undefined && { notAfter: new Date(notAfter).toISOString() }),
  };
}
