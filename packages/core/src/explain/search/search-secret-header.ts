import { byteStringOf } from "../../encoding/byte-string.ts";
import { trimBlanks } from "../../proof/trim-blanks.ts";
import type { SecretHeaderProof } from "../../scheme.ts";
import { type Evidence, headerValues } from "../evidence.ts";
import type { Suspicion } from "../inspections/suspicion.ts";
import { secretTexts } from "../secrets/secret-texts.ts";

/** Whether a header that should hold an agreed text holds another secret (C12) or spelling (C14). */
export function searchSecretHeader(
  { declared, others, headers }: Evidence,
  proof: SecretHeaderProof,
): readonly Suspicion[] {
  const received = headerValues({ headers }, proof.header).map(trimBlanks);
  const isReceived = (text: string): boolean =>
    received.includes(byteStringOf(new TextEncoder().encode(text)));
  const respelled = declared.flatMap(({ name, secret }) =>
    secretTexts(secret)
      .filter(({ text }) => isReceived(text) && !isReceived(secret))
      .map(({ how }) => ({
        code: "C14" as const,
        proof: `"${proof.header}" equals the secret "${name}" taken ${how}`,
      })),
  );
  const other = others
    .filter(({ secret }) => isReceived(secret))
    .map(({ name }) => ({ code: "C12" as const, proof: `"${proof.header}" equals the secret "${name}"` }));
  return [...respelled, ...other].map((each) => ({ ...each, certainty: "proved" as const }));
}
