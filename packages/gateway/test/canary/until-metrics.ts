import { routes } from "../../src/http/routes.ts";
import { exchange } from "../support/raw-exchange.ts";
import { waitUntil } from "../support/wait-until.ts";

/** Waits until `/metrics` shows every one of these texts. */
export async function untilMetrics(url: string, wanted: readonly string[]): Promise<void> {
  for (const text of wanted) {
    await waitUntil(`${text} at /metrics`, async () => {
      const shown = await exchange(url, { method: "GET", path: routes.metrics.path });
      return shown.includes(text);
    });
  }
}
