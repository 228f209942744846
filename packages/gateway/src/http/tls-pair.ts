import { X509Certificate, createPrivateKey } from "node:crypto";
import { readFile } from "node:fs/promises";
import { GatewayError } from "../errors.ts";

/** A certificate chain and its private key, both PEM. */
export interface TlsPair {
  readonly cert: string;
  readonly key: string;
}

export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/**
 * Reads the certificate and key and checks that they belong together, so that a half-written renewal is noticed before it
 * is used.
 *
 * @throws GatewayError `tls_unusable`
 */
export async function readTlsPair(files: TlsFiles): Promise<TlsPair> {
  try {
    const [cert, key] = await Promise.all([
      readFile(files.certFile, "utf8"),
      readFile(files.keyFile, "utf8"),
    ]);
    if (new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) return { cert, key };
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
    throw new GatewayError(
      "tls_unusable",
      `expected a PEM certificate and its key, found the error ${code}`,
      { cause },
    );
  }
  throw new GatewayError(
    "tls_unusable",
    "expected a certificate and its key, found a key of another certificate",
  );
}
