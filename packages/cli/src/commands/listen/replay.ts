import { systemCode } from "../../input/read-input.ts";
import { openAppRequest } from "./app-request.ts";
import type { AppAnswer } from "./forward.ts";
import type { Heard } from "./heard.ts";

/** Sends a request that was verified before to the app again, byte for byte. Its answer's body is read and dropped. Never rejects. */
export async function replay(
  { method, url, headers, body }: Heard,
  target: URL,
  signal: AbortSignal,
): Promise<AppAnswer> {
  const startMs = performance.now();
  const durationMs = (): number => performance.now() - startMs;
  return await new Promise((resolve) => {
    const fail = (error: unknown): void => resolve({ problem: systemCode(error), durationMs: durationMs() });
    const outgoing = openAppRequest({ method, url, rawHeaders: headers, body, target });
    signal.addEventListener("abort", () => outgoing.destroy(), { once: true });
    outgoing.once("error", fail);
    outgoing.once("close", () => fail(undefined));
    outgoing.once("response", (answer) => {
      answer.once("error", fail);
      answer.once("end", () => resolve({ status: answer.statusCode ?? 0, durationMs: durationMs() }));
      answer.resume();
    });
  });
}
