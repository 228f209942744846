import { expect, test } from "vitest";
import { EventSender } from "../../src/sending/event-sender.ts";
import type { Store } from "../../src/store/store.ts";
import { TroubleNotes } from "../../src/troubles/trouble-notes.ts";
import { TroubleWatcher } from "../../src/troubles/trouble-watcher.ts";
import { openBeside } from "../store/postgres-gateways.ts";
import { postgresHarness } from "../store/postgres-harness.ts";
import {
  START,
  Scenario,
  configurationDocument,
  endpointDocument,
  organizationDocument,
  sourceDocument,
} from "../store/scenario.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const GATEWAYS = 3;

interface WatchingGateway {
  readonly notes: TroubleNotes;
  readonly look: (now: number) => Promise<void>;
}

function watching(store: Store): WatchingGateway {
  const notes = new TroubleNotes();
  let time = START;
  const now = (): number => time;
  const sender = new EventSender({ store, now, source: "countersign" });
  const watcher = new TroubleWatcher({ store, notes, sender, now });
  const look = (at: number): Promise<void> => {
    time = at;
    return watcher.look();
  };
  return { notes, look };
}

async function start(): Promise<{
  readonly scenario: Scenario;
  readonly gateways: readonly WatchingGateway[];
}> {
  const expiring = { name: "old", value: "inbound-secret", notAfter: START + DAY_MS };
  const organization = organizationDocument({
    sources: [sourceDocument({ expectedEveryMs: HOUR_MS, secrets: [expiring] })],
    endpoints: [endpointDocument({ sources: ["countersign"] })],
  });
  const scenario = await Scenario.start(postgresHarness, configurationDocument(organization));
  const stores = [scenario.store];
  while (stores.length < GATEWAYS) stores.push(await openBeside(scenario));
  return { scenario, gateways: stores.map(watching) };
}

async function told({ store, organization }: Scenario): Promise<readonly string[]> {
  const events = await store.listEvents(organization.id, { afterPosition: 0, limit: 100 });
  return events.map(({ eventType }) => eventType).toSorted();
}

test("troubles that every gateway sees in the store are told once", async () => {
  const { scenario, gateways } = await start();
  await Promise.all(gateways.map(({ look }) => look(START + 2 * HOUR_MS)));
  expect(await told(scenario)).toEqual(["secret.expiring", "source.silent"]);
});

test("troubles that each gateway notes itself are told once in their time, and again after it", async () => {
  const { scenario, gateways } = await start();
  const gone = { organizationId: scenario.organization.id, endpoint: scenario.endpoint };
  const note = (): void => {
    for (const { notes } of gateways) {
      for (let refused = 0; refused < 10; refused += 1) notes.refused(scenario, "no_match");
      notes.endpointDisabled(gone);
    }
  };
  const lookAt = (at: number): Promise<unknown> => Promise.all(gateways.map(({ look }) => look(at)));
  note();
  await lookAt(START);
  const once = ["endpoint.disabled", "source.refusing"];
  expect((await told(scenario)).filter((type) => once.includes(type))).toEqual(once);
  note();
  await lookAt(START + HOUR_MS);
  const twice = once.flatMap((type) => [type, type]);
  expect((await told(scenario)).filter((type) => once.includes(type))).toEqual(twice);
});
