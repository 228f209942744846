import type { SignedRequest } from "../play/signed-request.ts";

/** A request as raw HTTP: what `verify` reads. Content-Length is the body's own, whatever part of it is shown. */
export function formatRequest(
  request: SignedRequest,
  { showsBody }: { readonly showsBody: boolean },
): Uint8Array {
  const { pathname, search, host } = new URL(request.url);
  const lines = [
    `${request.method} ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    ...formatHeaders(request.headers),
    `Content-Length: ${request.body.length}`,
  ];
  const head = Buffer.from(lines.map((line) => `${line}\r\n`).join("") + "\r\n", "latin1");
  return showsBody ? Buffer.concat([head, request.body]) : head;
}

/** Headers, a line each, as they stand in HTTP. */
export function formatHeaders(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}

/** A request as the JSON that `verify` reads. Without its body, `bodyBase64` is left out. */
export function exportRequest(
  { method, url, headers, body }: SignedRequest,
  { showsBody }: { readonly showsBody: boolean },
): unknown {
  const bodyBase64 = Buffer.from(body).toString("base64");
  return { method, url, headers: Object.entries(headers), ...(showsBody && { bodyBase64 }) };
}
