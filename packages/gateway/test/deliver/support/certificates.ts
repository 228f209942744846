import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
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

/** Makes a self-signed certificate for these names, such as `DNS:receiver.test` or `IP:127.0.0.1`. */
export function makeCertificate(names: readonly string[], days = 2): Certificate {
  const folder = mkdtempSync(join(tmpdir(), "countersign-certificate-"));
  try {
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const shape = [
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-nodes",
      "-days",
      String(days),
    ];
    const about = ["-subj", "/CN=countersign test", "-addext", `subjectAltName=${names.join(",")}`];
    execFileSync("openssl", ["req", "-x509", ...shape, ...about, "-keyout", key, "-out", cert], {
      stdio: "ignore",
    });
    return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
