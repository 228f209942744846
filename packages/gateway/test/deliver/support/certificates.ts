import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** False where the command `openssl` is missing, so that tests which need certificates can say why they are skipped. */
export const hasOpenssl = ((): boolean => {
  try {
    execFileSync("openssl", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

/**
 * Makes a self-signed certificate for these names, such as `DNS:receiver.test` or `IP:127.0.0.1`. A negative number of
 * days makes one that has expired.
 */
export function makeCertificate(names: readonly string[], days = 2): Certificate {
  const folder = mkdtempSync(join(tmpdir(), "countersign-certificate-"));
  const openssl = (...words: readonly string[]): void => {
    execFileSync("openssl", words, { cwd: folder, stdio: "ignore" });
  };
  try {
    const keyShape = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
    openssl(
      "req",
      "-new",
      ...keyShape,
      "-subj",
      "/CN=countersign test",
      "-keyout",
      "key.pem",
      "-out",
      "request.pem",
    );
    writeFileSync(join(folder, "names.cnf"), `subjectAltName=${names.join(",")}\n`);
    const signed = ["-signkey", "key.pem", "-extfile", "names.cnf", "-days", String(days)];
    openssl("x509", "-req", "-in", "request.pem", ...signed, "-out", "cert.pem");
    const read = (name: string): string => readFileSync(join(folder, name), "utf8");
    return { key: read("key.pem"), cert: read("cert.pem") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
