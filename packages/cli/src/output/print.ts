import { exitCodes } from "../exit-codes.ts";

/** Writes data to standard output and waits until it is out, as the process may end right after. */
export async function print(data: string | Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(data, (error) => (error instanceof Error ? reject(error) : resolve()));
  });
}

/** For commands that print on and on: ends the process, in order, once nobody reads any more, as after `| head`. */
export function endWithReader(): void {
  process.stdout.once("error", () => process.exit(exitCodes.ok));
}

/** Writes one JSON value and a newline to standard output. */
export async function printJson(value: unknown): Promise<void> {
  await print(`${JSON.stringify(value)}\n`);
}

/** Says something to the person who looks: one line on standard error. */
export function talk(line: string): void {
  process.stderr.write(`${line}\n`);
}
