import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../../../packages/cli/dist/main.js", import.meta.url));

export interface StartedGateway {
  readonly url: string;
  /** Ends it as an operator would; throws when it does not end well. */
  readonly stop: () => Promise<void>;
}

/** Runs the built `countersign serve` on a free port with a data folder of its own. */
export async function startGateway(
  configurationFile: string,
  environment: Readonly<Record<string, string>>,
): Promise<StartedGateway> {
  const dataFolder = await mkdtemp(join(tmpdir(), "countersign-senders-"));
  const child = spawn(
    process.execPath,
    [PROGRAM, "serve", "--port", "0", "--data", dataFolder, "--config", configurationFile],
    { env: { PATH: process.env["PATH"] ?? "", ...environment }, stdio: ["ignore", "ignore", "pipe"] },
  );
  const ended = once(child, "close").then(([code]) => code as number | null);
  const url = new Promise<string>((resolve, reject) => {
    const lines: string[] = [];
    createInterface({ input: child.stderr }).on("line", (line) => {
      lines.push(line);
      const listening = /"event":"gateway_listening".*"url":"([^"]+)"/.exec(line)?.[1];
      if (listening !== undefined) resolve(listening);
    });
    void ended.then((code) => reject(new Error(`the gateway ended with ${code}: ${lines.join("\n")}`)));
  });
  return {
    url: await url,
    stop: async () => {
      child.kill("SIGTERM");
      const code = await ended;
      await rm(dataFolder, { recursive: true, force: true });
      if (code !== 0) throw new Error(`the gateway ended with exit code ${code}`);
    },
  };
}
