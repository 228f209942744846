import { resolveReference } from "../../config/file/resolve-reference.ts";
import { SettingsError } from "../../config/read-settings.ts";
import type { Settings } from "../../config/settings.ts";
import type { OidcClientOptions } from "./oidc-client.ts";

/**
 * Reads what the settings say of a provider; undefined where they name none.
 *
 * @throws SettingsError for settings that are missing beside others, and a secret that cannot be found.
 */
export async function readOidcOptions(
  settings: Settings,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Omit<OidcClientOptions, "now"> | undefined> {
  const { oidcIssuer, oidcClientId, oidcClientSecret, consoleUrl } = settings;
  if (oidcIssuer === undefined && oidcClientId === undefined && oidcClientSecret === undefined) {
    return undefined;
  }
  const problems: string[] = [];
  const issuer = safeUrl(oidcIssuer);
  if (issuer === undefined) problems.push(`--oidc-issuer: ${expectedUrl}`);
  const console = safeUrl(consoleUrl);
  if (console === undefined || console.pathname !== "/") {
    problems.push(`--console-url: ${expectedUrl}, without a path`);
  }
  if (oidcClientId === undefined) {
    problems.push("--oidc-client-id: expected beside --oidc-issuer, found nothing");
  }
  const secret = await resolveReference(oidcClientSecret ?? "", { environment, directory: "." });
  if (!secret.isResolved || secret.value === "") {
    const found = secret.isResolved ? "nothing" : secret.found;
    problems.push(`COUNTERSIGN_OIDC_CLIENT_SECRET: expected the client's secret, found ${found}`);
  }
  const isWhole = issuer !== undefined && console !== undefined && oidcClientId !== undefined;
  if (problems.length > 0 || !isWhole || !secret.isResolved) throw new SettingsError(problems);
  return { issuer, clientId: oidcClientId, clientSecret: secret.value, consoleUrl: console };
}

const expectedUrl = "expected an https URL, or http to this machine itself";

function safeUrl(text: string | undefined): URL | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isLocal = ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname);
  return url.protocol === "https:" || (url.protocol === "http:" && isLocal) ? url : undefined;
}
