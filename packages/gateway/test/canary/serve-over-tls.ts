import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeCertificate } from "../deliver/support/certificates.ts";
import { startGatewayProcess } from "../support/gateway-process.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import type { CanaryRun } from "./canary-run.ts";
import { badConfigurations } from "./bad-configurations.ts";
import { markedSources, writeConfiguration } from "./marked-world.ts";
import type { MarkedWorld } from "./marked-world.ts";

/** A spelling of loopback that the gateway does not know as one, so that it warns and is still reached by nobody. */
const LOOPBACK_IN_DISGUISE = "127.1";

/** A gateway over TLS that is told to read its files anew: good ones, then bad ones. */
export async function serveOverTls(run: CanaryRun, world: MarkedWorld): Promise<void> {
  await using directory = await temporaryDirectory("canary");
  const { cert, key } = makeCertificate(["IP:127.0.0.1"]);
  run.markers.add("TLS key", key.split("\n")[1] ?? "");
  const [certFile, keyFile] = [join(directory.path, "cert.pem"), join(directory.path, "key.pem")];
  await writeFile(certFile, cert);
  await writeFile(keyFile, key);
  const literal = { name: "literal", scheme: "nabla", secrets: [run.markers.text("literal secret")] };
  const sources = [...markedSources(world), literal];
  const configurationFile = await writeConfiguration(directory.path, { sources, endpoints: [] });
  const dataDirectory = join(directory.path, "data");
  await using gateway = await startGatewayProcess({
    dataDirectory,
    configurationFile,
    flags: [
      "--log-level=debug",
      `--host=${LOOPBACK_IN_DISGUISE}`,
      `--tls-cert=${certFile}`,
      `--tls-key=${keyFile}`,
    ],
    environment: world.environment,
  });
  gateway.signal("SIGHUP");
  await gateway.logged("certificate_loaded");
  await gateway.logged("configuration_applied", 1);
  await writeFile(
    keyFile,
    `-----BEGIN PRIVATE KEY-----\n${run.markers.text("bad TLS key")}\n-----END PRIVATE KEY-----\n`,
  );
  for (const { text } of badConfigurations(run.markers)) {
    const before = gateway.countOf("configuration_rejected");
    await writeFile(configurationFile, text);
    gateway.signal("SIGHUP");
    await gateway.logged("configuration_rejected", before);
  }
  await gateway.logged("certificate_rejected");
  await gateway.stop();
  run.addProcess("a gateway over TLS", gateway.written());
  await run.addDataDirectory("a gateway over TLS", dataDirectory);
}
