import { execFileSync } from "node:child_process";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { connect } from "node:tls";
import type { ConnectionOptions } from "node:tls";
import { describe, expect, test } from "vitest";
import { startTestGateway } from "./support/test-gateway.ts";
import type { TestGateway } from "./support/test-gateway.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const hasOpenssl = canRunOpenssl();

function canRunOpenssl(): boolean {
  try {
    execFileSync("openssl", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** A self-signed pair for localhost in this folder, named after `commonName`. */
function makePair(folder: string, commonName: string): { readonly cert: string; readonly key: string } {
  const cert = join(folder, `${commonName}.crt`);
  const key = join(folder, `${commonName}.key`);
  const subject = ["-subj", `/CN=${commonName}`, "-days", "2"];
  const files = ["-keyout", key, "-out", cert];
  execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", ...subject, ...files],
    { stdio: "ignore" },
  );
  return { cert, key };
}

/** Whose certificate is served and with which protocol; rejects when the handshake fails. */
function handshake(
  url: string,
  options: ConnectionOptions = {},
): Promise<{ name: string; protocol: string | null }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(
      { host: hostname, port: Number(port), rejectUnauthorized: false, ...options },
      () => {
        resolve({ name: String(socket.getPeerCertificate().subject.CN), protocol: socket.getProtocol() });
        socket.destroy();
      },
    );
    socket.on("error", reject);
  });
}

async function startWithTls(folder: string): Promise<TestGateway> {
  const { cert, key } = makePair(folder, "first");
  return await startTestGateway({ flags: { tlsCert: cert, tlsKey: key } });
}

describe.skipIf(!hasOpenssl)("HTTPS (needs the openssl program to make certificates)", () => {
  test("TLS 1.2 and newer are spoken, older is not", async () => {
    await using folder = await temporaryDirectory("tls");
    await using running = await startWithTls(folder.path);
    expect(running.url).toMatch(/^https:\/\//);
    expect((await handshake(running.url)).protocol).toBe("TLSv1.3");
    expect((await handshake(running.url, { maxVersion: "TLSv1.2" })).protocol).toBe("TLSv1.2");
    const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
    await expect(handshake(running.url, old)).rejects.toThrow(
      /protocol version|handshake failure|ECONNRESET/i,
    );
  });

  test("a reload takes on a new certificate, and keeps the old one when the new pair is broken", async () => {
    await using folder = await temporaryDirectory("tls");
    await using running = await startWithTls(folder.path);
    const second = makePair(folder.path, "second");
    await copyFile(second.cert, join(folder.path, "first.crt"));
    await running.gateway.reload();
    expect((await handshake(running.url)).name).toBe("first");
    expect(running.lines).toContainEqual(expect.objectContaining({ event: "certificate_rejected" }));
    await copyFile(second.key, join(folder.path, "first.key"));
    await running.gateway.reload();
    expect((await handshake(running.url)).name).toBe("second");
  });

  test("a pair that does not belong together is refused at the start", async () => {
    await using folder = await temporaryDirectory("tls");
    const first = makePair(folder.path, "first");
    const second = makePair(folder.path, "second");
    const flags = { tlsCert: first.cert, tlsKey: second.key };
    await expect(startTestGateway({ flags })).rejects.toMatchObject({ code: "tls_unusable" });
  });
});
