import { expect, test } from "vitest";
import type { SourceDocument } from "../../src/config/configuration.ts";
import { EventSender } from "../../src/sending/event-sender.ts";
import type { ClaimedDelivery } from "../../src/store/delivering.ts";
import { TroubleNotes } from "../../src/troubles/trouble-notes.ts";
import { TroubleWatcher } from "../../src/troubles/trouble-watcher.ts";
import { harnessUnderTest } from "../store/harness-under-test.ts";
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

/** A store whose endpoint subscribes to troubles, and a watcher with a clock that is set. */
class TroubledGateway {
  now = START;
  isStoreFull = false;
  notes = new TroubleNotes();
  readonly scenario: Scenario;
  #watcher: TroubleWatcher;

  private constructor(scenario: Scenario) {
    this.scenario = scenario;
    this.#watcher = this.#watch();
  }

  static async start(
    source: Partial<SourceDocument> = {},
    subscribed = ["countersign"],
  ): Promise<TroubledGateway> {
    const organization = organizationDocument({
      sources: [sourceDocument(source)],
      endpoints: [endpointDocument({ sources: subscribed })],
    });
    return new TroubledGateway(await Scenario.start(harnessUnderTest, configurationDocument(organization)));
  }

  get of(): Scenario {
    return this.scenario;
  }

  look(): Promise<void> {
    return this.#watcher.look();
  }

  /** As after a restart: the store is all that is left. */
  restart(): void {
    this.notes = new TroubleNotes();
    this.#watcher = this.#watch();
  }

  refuse(count: number): void {
    for (let each = 0; each < count; each += 1) this.notes.refused(this.of, "no_match");
  }

  /** What the endpoint that subscribes to troubles is to be told, as type and data. */
  async told(): Promise<readonly (readonly [string, unknown])[]> {
    const { claimed } = await this.scenario.claim(this.now + DAY_MS, { limit: 10 });
    return claimed.map(({ event }: ClaimedDelivery) => {
      const { data } = JSON.parse(Buffer.from(event.body).toString("utf8")) as { readonly data: unknown };
      return [event.eventType, data];
    });
  }

  #watch(): TroubleWatcher {
    const { store } = this.scenario;
    const now = (): number => this.now;
    const sender = new EventSender({ store, now, source: "countersign" });
    const unlessFull: EventSender["send"] = (...message) =>
      this.isStoreFull ? Promise.reject(new Error("full")) : sender.send(...message);
    return new TroubleWatcher({ store, notes: this.notes, sender: { send: unlessFull }, now });
  }
}

test("a source that refuses ten in a row is told, with the codes", async () => {
  const gateway = await TroubledGateway.start();
  gateway.refuse(10);
  await gateway.look();
  const data = { source: "inbox", inARow: 10, refused: 10, accepted: 0, codes: { no_match: 10 } };
  expect(await gateway.told()).toEqual([["source.refusing", data]]);
});

test("a source that refuses now and then is not told", async () => {
  const gateway = await TroubledGateway.start();
  gateway.refuse(9);
  gateway.notes.accepted(gateway.of, START);
  gateway.refuse(9);
  await gateway.look();
  expect(await gateway.told()).toEqual([]);
});

test("a source that refuses more than it accepts is told, also where it accepts in between", async () => {
  const gateway = await TroubledGateway.start();
  for (let round = 0; round < 5; round += 1) {
    gateway.refuse(4);
    gateway.notes.accepted(gateway.of, START);
  }
  await gateway.look();
  expect((await gateway.told()).map(([type]) => type)).toEqual(["source.refusing"]);
});

test("the same trouble is told once in an hour, over restarts, and again in the next", async () => {
  const gateway = await TroubledGateway.start();
  gateway.refuse(10);
  await gateway.look();
  gateway.refuse(10);
  await gateway.look();
  gateway.restart();
  gateway.refuse(20);
  await gateway.look();
  expect(await gateway.told()).toHaveLength(1);
  gateway.now += HOUR_MS;
  gateway.refuse(10);
  await gateway.look();
  expect(await gateway.told()).toHaveLength(1);
});

test("troubles reach nobody who does not name them", async () => {
  const gateway = await TroubledGateway.start({}, ["*"]);
  gateway.refuse(10);
  await gateway.look();
  expect(await gateway.told()).toEqual([]);
  const { store, organization } = gateway.scenario;
  const { events } = await store.events.list(
    organization.id,
    { source: "countersign" },
    { order: "desc", limit: 5 },
  );
  expect(events).toMatchObject([{ eventType: "source.refusing", sourceName: "countersign" }]);
});

test("a source that is silent for longer than it should is told, once a day", async () => {
  const gateway = await TroubledGateway.start({ expectedEveryMs: 2 * HOUR_MS });
  await gateway.scenario.store.accept(gateway.scenario.event({ endpointIds: [], receivedAt: START }));
  gateway.now += 2 * HOUR_MS;
  await gateway.look();
  expect(await gateway.told()).toEqual([]);
  gateway.now += 1;
  gateway.restart();
  await gateway.look();
  gateway.restart();
  await gateway.look();
  const lastAcceptedAt = new Date(START).toISOString();
  expect(await gateway.told()).toEqual([
    ["source.silent", { source: "inbox", lastAcceptedAt, expectedEveryHours: 2 }],
  ]);
});

test("a source that another gateway accepts for is not silent", async () => {
  const gateway = await TroubledGateway.start({ expectedEveryMs: 2 * HOUR_MS });
  gateway.now += 3 * HOUR_MS;
  const event = gateway.scenario.event({ endpointIds: [], receivedAt: gateway.now - HOUR_MS });
  await gateway.scenario.store.accept(event);
  await gateway.look();
  expect(await gateway.told()).toEqual([]);
});

test("a secret that ends within a week with none after it is told", async () => {
  const secrets = [{ name: "current", value: "inbound-secret", notAfter: START + 3 * DAY_MS }];
  const gateway = await TroubledGateway.start({ secrets });
  await gateway.look();
  expect(await gateway.told()).toMatchObject([
    ["secret.expiring", { owner: "source", name: "inbox", secret: "current", reason: "ending" }],
  ]);
});

test("dead letters, gone endpoints, held events and a full quarantine are told", async () => {
  const gateway = await TroubledGateway.start();
  const { organization, endpoint, source } = gateway.scenario;
  const of = { organizationId: organization.id, endpoint };
  gateway.notes.deliveryFailed(of, { sourceId: source.id, result: "status_500" });
  gateway.notes.deliveryFailed(of, { sourceId: source.id, result: "timeout" });
  gateway.notes.endpointDisabled(of);
  gateway.notes.held(gateway.of);
  gateway.notes.quarantineFull([source.id]);
  await gateway.look();
  expect(new Map(await gateway.told())).toEqual(
    new Map<string, unknown>([
      ["event.held", { source: "inbox", held: 1 }],
      ["quarantine.full", { source: "inbox" }],
      ["delivery.failed", { endpoint: "ehr", failed: 2, result: "timeout" }],
      ["endpoint.disabled", { endpoint: "ehr", reason: "gone" }],
    ]),
  );
});

test("a dead letter that tells of a trouble makes no trouble", async () => {
  const gateway = await TroubledGateway.start();
  gateway.refuse(10);
  await gateway.look();
  const { claimed } = await gateway.scenario.claim(START + HOUR_MS);
  const { organization, endpoint } = gateway.scenario;
  for (const { event } of claimed) {
    const of = { organizationId: organization.id, endpoint };
    gateway.notes.deliveryFailed(of, { sourceId: event.sourceId, result: "timeout" });
  }
  await gateway.look();
  expect(claimed).toHaveLength(1);
  expect(await gateway.told()).toEqual([]);
});

test("what could not be told is told with the next look", async () => {
  const gateway = await TroubledGateway.start();
  gateway.notes.held(gateway.of);
  gateway.isStoreFull = true;
  await gateway.look();
  expect(await gateway.told()).toEqual([]);
  gateway.isStoreFull = false;
  await gateway.look();
  expect(await gateway.told()).toHaveLength(1);
});
