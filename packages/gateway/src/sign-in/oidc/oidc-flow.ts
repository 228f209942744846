import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** What this gateway has to remember between sending a browser to the provider and seeing it again. */
export interface OidcFlow {
  readonly organization: string;
  readonly state: string;
  readonly nonce: string;
  /** Proves to the provider that who redeems the code is who asked for it (RFC 7636). */
  readonly codeVerifier: string;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}

const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PURPOSE = "countersign: sign-in with OpenID Connect";

/**
 * Seals a flow for a cookie. The key comes from the client's secret, which every gateway of one database is given: the
 * browser may come back to another one than it left from, and nothing is stored for whoever only begins.
 */
export function sealFlow(flow: OidcFlow, clientSecret: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, keyOf(clientSecret), nonce);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(flow), "utf8"), cipher.final()]);
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString("base64url");
}

/** Undefined for what {@link sealFlow} has not written with this secret, and for a flow that has ended. */
export function openFlow(
  text: string,
  { clientSecret, now }: { readonly clientSecret: string; readonly now: number },
): OidcFlow | undefined {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(ALGORITHM, keyOf(clientSecret), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const sealed = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
    const opened = Buffer.concat([decipher.update(sealed), decipher.final()]).toString("utf8");
    // The seal vouches for the shape: only flows are ever sealed with this key.
    const flow = JSON.parse(opened) as OidcFlow;
    return flow.endsAt > now ? flow : undefined;
  } catch {
    return undefined;
  }
}

function keyOf(clientSecret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", clientSecret, "", PURPOSE, KEY_BYTES));
}
