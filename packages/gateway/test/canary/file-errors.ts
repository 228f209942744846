import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { badConfigurationsTogether } from "./bad-configurations.ts";
import { markedSources, writeConfiguration } from "./marked-world.ts";
import type { MarkedWorld } from "./marked-world.ts";
import type { Markers } from "./markers.ts";
import type { RefusedStart } from "./refuse-start.ts";

/** Starts with files that cannot be used: configurations, certificates. */
export async function fileErrors(
  markers: Markers,
  world: MarkedWorld,
  directory: string,
): Promise<readonly RefusedStart[]> {
  const data = ["--data", join(directory, "files"), "--port", "0"];
  const starts: RefusedStart[] = [];
  for (const [index, { name, text }] of badConfigurationsTogether(markers).entries()) {
    const path = join(directory, `bad-${index}.yaml`);
    await writeFile(path, text);
    starts.push({ name, argv: ["serve", ...data, "--config", path] });
  }
  const noFile = join(directory, "a-folder");
  await mkdir(noFile);
  const pem = join(directory, "bad.pem");
  await writeFile(
    pem,
    `-----BEGIN PRIVATE KEY-----\n${markers.text("bad TLS key")}\n-----END PRIVATE KEY-----\n`,
  );
  const configuration = await writeConfiguration(directory, { sources: markedSources(world), endpoints: [] });
  return [
    ...starts,
    { name: "a folder as the configuration", argv: ["serve", ...data, "--config", noFile] },
    { name: "a bad certificate", argv: ["serve", ...data, "--tls-cert", pem, "--tls-key", pem] },
    // None of the variables is set to which the file refers.
    { name: "variables that are missing", argv: ["serve", ...data, "--config", configuration] },
  ];
}
