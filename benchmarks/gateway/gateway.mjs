// One gateway as users run it: `countersign serve` with a configuration file.
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { masterKey } from "./engines.mjs";

const COMMAND = fileURLToPath(new URL("../../packages/cli/dist/main.js", import.meta.url));
const LISTENING = /"event":"gateway_listening".*?"url":"([^"]+)"/;

export const secret = "benchmark-secret-of-the-source";
export const receivePath = "/in/bench/notes";

export function configuration({ endpoints }) {
  return {
    organizations: [
      {
        name: "bench",
        sources: [{ name: "notes", scheme: "nabla", secrets: [secret], repeatWindow: undefined }],
        endpoints: endpoints.map(({ name, url, ...rest }) => ({
          name,
          url,
          scheme: "nabla",
          secrets: ["benchmark-secret-of-the-endpoint"],
          sources: ["notes"],
          events: ["*"],
          ...rest,
        })),
      },
    ],
  };
}

export async function startGateway(store, { endpoints, flags = [], nodeFlags = [] }) {
  const file = join(store.directory, "countersign.json");
  await writeFile(file, JSON.stringify(configuration({ endpoints })));
  const argv = [
    "serve",
    ...store.flags,
    "--port",
    "0",
    "--config",
    file,
    "--allow-insecure-endpoints",
    ...flags,
  ];
  const child = spawn(process.execPath, [...nodeFlags, COMMAND, ...argv], {
    env: { PATH: process.env.PATH, COUNTERSIGN_MASTER_KEY: masterKey },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const url = await new Promise((resolve, reject) => {
    let written = "";
    child.stderr.on("data", (chunk) => {
      if (written.length > 100_000) return;
      written += chunk;
      const found = LISTENING.exec(written);
      if (found !== null) resolve(found[1]);
    });
    child.once("exit", () => reject(new Error(`the gateway ended:\n${written}`)));
  });
  return {
    url,
    port: Number(new URL(url).port),
    pid: child.pid,
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
    },
  };
}
