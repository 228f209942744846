/** Results that mean a new event was stored. */
const STORED_RESULTS = new Set(["accepted", "conflict"]);
const RECEIVED = /^countersign_received_total\{([^}]*)\} ([0-9.e+]+)$/gm;
const RESULT = /result="([^"]*)"/;

/** How many events the gateway says it has stored since its start, from its `/metrics`. */
export async function countStoredEvents(gatewayUrl: string, signal: AbortSignal): Promise<number> {
  const response = await fetch(`${gatewayUrl}/metrics`, { signal });
  if (!response.ok) throw new Error(`/metrics answered ${response.status}`);
  return storedEventsIn(await response.text());
}

/** The same, from the text of `/metrics`. */
export function storedEventsIn(metrics: string): number {
  let count = 0;
  for (const [, labels = "", value] of metrics.matchAll(RECEIVED)) {
    if (STORED_RESULTS.has(RESULT.exec(labels)?.[1] ?? "")) count += Number(value);
  }
  return count;
}
