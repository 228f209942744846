import type { PoolClient } from "pg";

/** What the driver has and its types do not tell. */
interface DriverParts {
  readonly connection?: { readonly stream?: { destroy(): void } };
}

/**
 * Ends a connection at once. The driver's own way first waits for the answers to everything that was sent, which a server
 * that has vanished never gives: its connections would pile up, and what waits for one of the pool would wait with them.
 */
export function dropConnection(client: PoolClient): void {
  (client as PoolClient & DriverParts).connection?.stream?.destroy();
  client.release(true);
}
