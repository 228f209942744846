import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../../senders/", import.meta.url));

/** What a sender is asked to sign, and to send unless it only prints. */
export interface Sending {
  readonly scheme: string;
  readonly url: string;
  readonly bodyFile: string;
  readonly secrets: readonly string[];
  readonly apiKey?: string | undefined;
  readonly publicUrl?: string | undefined;
  readonly keyEncoding?: "hex" | "utf8" | undefined;
  readonly timestamp?: string | undefined;
  readonly method?: string | undefined;
  readonly flags?: readonly ("--tamper" | "--print-headers")[];
}

export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Sender {
  readonly name: string;
  /** Programs it needs that this machine does not have. */
  readonly missing: readonly string[];
  readonly send: (sending: Sending) => Promise<Finished>;
}

/** Both programs behind one call, so that every test runs on both. */
export const senders: readonly Sender[] = [
  { name: "send.py", missing: missingOf(["python3"]), send: sendByPython },
  { name: "send.sh", missing: missingOf(["bash", "openssl", "curl", "od"]), send: sendByShell },
];

/** The sender's name, with the reason where its tests cannot run. */
export function titleOf({ name, missing }: Sender): string {
  return missing.length === 0 ? name : `${name} (skipped: ${missing.join(", ")} missing on this machine)`;
}

/** Runs a program in the senders' folder, with only these variables beside PATH. */
export async function runInFolder(
  command: readonly [string, ...string[]],
  environment: Readonly<Record<string, string>>,
): Promise<Finished> {
  const [program, ...parameters] = command;
  const child = spawn(program, parameters, {
    cwd: FOLDER,
    env: { PATH: process.env["PATH"] ?? "", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

async function sendByPython(sending: Sending): Promise<Finished> {
  const environment: Record<string, string> = {};
  const parameters = [sending.scheme, "--url", sending.url, "--body", sending.bodyFile];
  for (const [index, secret] of sending.secrets.entries()) {
    environment[`SECRET_${index}`] = secret;
    parameters.push("--secret", `env:SECRET_${index}`);
  }
  if (sending.apiKey !== undefined) {
    environment["API_KEY"] = sending.apiKey;
    parameters.push("--api-key", "env:API_KEY");
  }
  const named = {
    "--public-url": sending.publicUrl,
    "--key-encoding": sending.keyEncoding,
    "--timestamp": sending.timestamp,
    "--method": sending.method,
  };
  for (const [name, value] of Object.entries(named)) if (value !== undefined) parameters.push(name, value);
  return await runInFolder(["./send.py", ...parameters, ...(sending.flags ?? [])], environment);
}

async function sendByShell(sending: Sending): Promise<Finished> {
  const named = {
    SECRET: sending.secrets[0],
    SECRET_2: sending.secrets[1],
    API_KEY: sending.apiKey,
    PUBLIC_URL: sending.publicUrl,
    KEY_ENCODING: sending.keyEncoding,
    TIMESTAMP: sending.timestamp,
  };
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(named)) if (value !== undefined) environment[name] = value;
  const parameters = [...(sending.flags ?? []), sending.scheme, sending.url, sending.bodyFile];
  return await runInFolder(["./send.sh", ...parameters], environment);
}

function missingOf(programs: readonly string[]): readonly string[] {
  return programs.filter((program) => spawnSync("sh", ["-c", `command -v ${program}`]).status !== 0);
}
