/** First segments that the gateway itself answers. */
export const reservedPaths = [
  "/api",
  "/healthz",
  "/readyz",
  "/metrics",
  "/setup",
  "/console",
  "/assets",
] as const;

/** Everything below belongs to sources' own default paths, so that an unknown source there can be refused alike. */
export const RECEIVE_PREFIX = "/in/";

/** The path of a source that names none. */
export function defaultPath(organization: string, source: string): string {
  return `${RECEIVE_PREFIX}${organization}/${source}`;
}
