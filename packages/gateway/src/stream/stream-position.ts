import type { Store } from "../store/store.ts";

/** How far a reader has come in the commit order of events and of quarantined requests. */
export interface StreamPosition {
  readonly event: number;
  readonly quarantined: number;
}

const TEXT = /^(0|[1-9][0-9]{0,14})-(0|[1-9][0-9]{0,14})$/;

export function formatStreamPosition({ event, quarantined }: StreamPosition): string {
  return `${event}-${quarantined}`;
}

/** Gives what the text says, or undefined for anything {@link formatStreamPosition} does not write. */
export function parseStreamPosition(text: string): StreamPosition | undefined {
  const match = TEXT.exec(text);
  return match === null ? undefined : { event: Number(match[1]), quarantined: Number(match[2]) };
}

/** Where things stand now. */
export async function presentPosition(
  store: Pick<Store, "events" | "quarantine">,
  organizationId: number,
): Promise<StreamPosition> {
  const newest = { order: "desc", limit: 1 } as const;
  const { events } = await store.events.list(organizationId, {}, newest);
  const [request] = await store.quarantine.list(organizationId, {}, newest);
  return { event: events[0]?.position ?? 0, quarantined: request?.position ?? 0 };
}
