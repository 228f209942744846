import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { temporaryDirectory } from "../../support/temporary-directory.ts";

const PROGRAM = fileURLToPath(new URL("./nabla-consumer.py", import.meta.url));

export interface NablaConsumer extends AsyncDisposable {
  readonly url: string;
  /** What it concluded of each request, in order. */
  readonly conclusions: readonly string[];
  useSecret(secret: string): Promise<void>;
}

/** Starts the receiver that knows nothing but Nabla's page. */
export async function startNablaConsumer(secret: string): Promise<NablaConsumer> {
  const directory = await temporaryDirectory("consumer");
  const file = join(directory.path, "secret");
  const useSecret = (text: string): Promise<void> => writeFile(file, text);
  await useSecret(secret);
  const child = spawn("python3", [PROGRAM, file], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const [port] = (await once(lines, "line")) as [string];
  const conclusions: string[] = [];
  lines.on("line", (line) => {
    conclusions.push((JSON.parse(line) as { readonly conclusion: string }).conclusion);
  });
  return {
    url: `http://127.0.0.1:${port}/`,
    conclusions,
    useSecret,
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, "close");
      child.kill();
      await ended;
      await directory[Symbol.asyncDispose]();
    },
  };
}
