import type { Secret } from "./use-secrets.ts";

/** What is to be said of secrets that are on their way out, one sentence each. */
export function retireAdvice(secrets: readonly Secret[]): readonly string[] {
  return secrets
    .filter(({ state }) => state === "retiring")
    .map(({ name, isSafeToRetire }) =>
      isSafeToRetire
        ? `${name} is safe to retire: it has not matched for 24 hours, while a newer one has.`
        : `${name} is not safe to retire yet: it matched within the last 24 hours, or no newer one has matched.`,
    );
}
