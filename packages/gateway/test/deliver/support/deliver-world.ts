import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConfigurationDocument } from "../../../src/config/configuration.ts";
import type { DispatcherOptions } from "../../../src/deliver/dispatcher-options.ts";
import type { Dispatcher } from "../../../src/deliver/dispatcher.ts";
import type { Log } from "../../../src/observe/log.ts";
import { createMetrics } from "../../../src/observe/metrics.ts";
import type { DeliverySummary } from "../../../src/store/reading.ts";
import type { Store } from "../../../src/store/store.ts";
import { openBuiltStore } from "../../support/built-store.ts";

/** Dispatcher and store come from one build, because the store's errors are told by class. */
const DISPATCHER = new URL("../../../dist/deliver/dispatcher.js", import.meta.url);

interface DispatcherModule {
  readonly Dispatcher: new (options: DispatcherOptions) => Dispatcher;
}

/** Long enough for a busy machine; only a failing test waits for it. */
const PATIENCE_MS = 20_000;
const POLL_MS = 5;

export interface Posted {
  readonly organization?: string;
  /** Names of the endpoints it goes to. Default: all of the organization. */
  readonly endpoints?: readonly string[];
  readonly eventType?: string;
  readonly rawHeaders?: readonly string[];
  readonly body?: Uint8Array;
  readonly orderingKey?: string;
}

export interface LoggedLine {
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A real store with a folder of its own, on the engine under test, and dispatchers on it. Everything is closed at the end. */
export class DeliverWorld implements AsyncDisposable {
  readonly store: Store;
  readonly lines: LoggedLine[] = [];
  readonly metrics = createMetrics();
  /** Its data folder. */
  readonly folder: string;
  readonly #dispatchers: Dispatcher[] = [];

  private constructor(store: Store, folder: string) {
    this.store = store;
    this.folder = folder;
  }

  static async open(document: ConfigurationDocument): Promise<DeliverWorld> {
    const folder = await mkdtemp(join(tmpdir(), "countersign-deliver-"));
    const world = new DeliverWorld(await openBuiltStore(folder), folder);
    await world.store.applyConfiguration(document);
    return world;
  }

  /** Stores one event and returns its id. */
  post(posted: Posted = {}): Promise<string> {
    return postEvent(this.store, posted);
  }

  /** A dispatcher that is not started yet. */
  async dispatcher(changes: Partial<DispatcherOptions> = {}): Promise<Dispatcher> {
    const { Dispatcher: Built } = (await import(DISPATCHER.href)) as DispatcherModule;
    const log: Log = (event, fields) => void this.lines.push({ event, fields });
    const dispatcher = new Built({
      store: this.store,
      log,
      metrics: this.metrics,
      version: "0.0.0-test",
      allowsInsecureEndpoints: true,
      ...changes,
    });
    this.#dispatchers.push(dispatcher);
    return dispatcher;
  }

  async start(changes: Partial<DispatcherOptions> = {}): Promise<Dispatcher> {
    const dispatcher = await this.dispatcher(changes);
    await dispatcher.start();
    return dispatcher;
  }

  async deliveries(eventId: string, organization = "northside"): Promise<readonly DeliverySummary[]> {
    const { organizations } = await this.store.loadConfiguration();
    const id = organizations.find(({ name }) => name === organization)?.id ?? -1;
    return this.store.listDeliveries(id, eventId);
  }

  /** The only delivery of an event. */
  async delivery(eventId: string): Promise<DeliverySummary> {
    const [only, ...others] = await this.deliveries(eventId);
    if (only === undefined || others.length > 0) throw new Error("expected one delivery");
    return only;
  }

  /** Waits until the event's only delivery is in this state, and returns it. */
  async deliveryIn(state: DeliverySummary["state"], eventId: string): Promise<DeliverySummary> {
    await until(async () => (await this.delivery(eventId)).state === state);
    return this.delivery(eventId);
  }

  logged(event: string): readonly LoggedLine["fields"][] {
    return this.lines.filter((line) => line.event === event).map(({ fields }) => fields);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const dispatcher of this.#dispatchers) await dispatcher.stop(0);
    await this.store.close();
    await rm(this.folder, { recursive: true });
  }
}

/** Waits until something holds, and fails when it never does. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > giveUpAt) throw new Error("what the test waits for never happened");
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Stores one event in the organization's first source and returns its id. */
export async function postEvent(store: Store, posted: Posted = {}): Promise<string> {
  const { organizations } = await store.loadConfiguration();
  const { organization = "northside" } = posted;
  const found = organizations.find(({ name }) => name === organization);
  const source = found?.sources[0];
  if (found === undefined || source === undefined)
    throw new Error(`no organization ${organization} with a source`);
  const wanted = posted.endpoints ?? found.endpoints.map(({ name }) => name);
  const result = await store.accept({
    organizationId: found.id,
    configVersion: found.configVersion,
    sourceId: source.id,
    receivedAt: Date.now(),
    eventType: posted.eventType ?? "note.ready",
    isPayloadUnreadable: false,
    dedupe: { kind: "event_id", key: randomUUID() },
    repeatWindowMs: 0,
    onConflict: "hold",
    rawHeaders: posted.rawHeaders ?? ["Content-Type", "application/json"],
    ...(posted.orderingKey !== undefined && { orderingKey: posted.orderingKey }),
    body: posted.body ?? Buffer.from('{"a":1}'),
    endpointIds: found.endpoints.filter(({ name }) => wanted.includes(name)).map(({ id }) => id),
  });
  if (result.outcome !== "accepted") throw new Error(result.outcome);
  return result.eventId;
}
