import { closedPort } from "../support/closed-port.ts";
import { DeliverWorld, until } from "./support/deliver-world.ts";
import { endpointDocument, organizationDocument } from "./support/documents.ts";
import { openHttpReceiver } from "./support/http-receiver.ts";
import { pileUp, triedDeliveries } from "./support/pile-up.ts";

const HEALTHY = 49;
const EVENTS = 4;
const ORGANIZATIONS = ["northside", "southside"];
const BAD = "bad";

export type Badness = "dead" | "hanging" | "answering 500";

export interface IsolationReport {
  /** How often each of the healthy endpoints got each of its events; all 1 where nothing is lost or doubled. */
  readonly counts: readonly number[];
  /** What was logged of circuits that opened. */
  readonly opened: readonly unknown[];
  /** Deliveries of the bad endpoint that were tried while the others got everything. */
  readonly triedByBad: number;
}

/**
 * Fifty endpoints of two organizations, one of them bad and with `backlog` due deliveries: posts events to all and waits
 * until the others have got everything.
 */
export async function runIsolationRound(badness: Badness, backlog: number): Promise<IsolationReport> {
  await using receiver = await openHttpReceiver();
  await using bad = await openHttpReceiver(() => (badness === "hanging" ? () => {} : 500));
  const badUrl = badness === "dead" ? `http://127.0.0.1:${await closedPort()}/hook` : bad.url;
  const healthy = Array.from({ length: HEALTHY }, (_, index) =>
    endpointDocument({ name: `good-${index}`, url: `${receiver.url}/good-${index}` }),
  );
  const half = Math.floor(HEALTHY / 2);
  const documents = [
    organizationDocument([endpointDocument({ name: BAD, url: badUrl }), ...healthy.slice(0, half)]),
    organizationDocument(healthy.slice(half), { name: "southside" }),
  ];
  await using world = await DeliverWorld.open({ organizations: documents });
  for (const organization of ORGANIZATIONS) await world.post({ organization });
  await pileUp(world.folder, BAD, backlog);
  await world.start();
  for (let index = 1; index < EVENTS; index += 1) {
    for (const organization of ORGANIZATIONS) await world.post({ organization });
  }
  await until(() => receiver.requests.length >= HEALTHY * EVENTS);
  // The others may have got everything before the tenth failure was recorded. A hanging one has not failed yet.
  if (badness !== "hanging") await until(() => world.logged("circuit_opened").length > 0);
  const counts = new Map<string, number>();
  for (const request of receiver.requests) {
    const key = `${request.url} ${request.header("countersign-event")}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return {
    counts: [...counts.values()],
    opened: world.logged("circuit_opened"),
    triedByBad: await triedDeliveries(world.folder, BAD),
  };
}

export const WANTED_DELIVERIES = HEALTHY * EVENTS;
