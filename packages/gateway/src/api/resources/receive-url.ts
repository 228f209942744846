import { maskedUrl } from "./masked-url.ts";

/** Where a sender posts, as far as the gateway knows; values of a query are masked. */
export function receiveUrlOf(
  { path, publicUrl }: { readonly path: string; readonly publicUrl?: string | undefined },
  gatewayUrl: string | undefined,
): string | null {
  if (publicUrl !== undefined) return maskedUrl(publicUrl);
  return gatewayUrl === undefined ? null : `${gatewayUrl}${path}`;
}
