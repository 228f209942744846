import type { PurgeSummary, RetentionPolicy } from "../../src/store/retention/retention-store.ts";
import type { AcceptedEvent } from "../../src/store/accepting.ts";
import { Scenario, START, codeOf, configurationDocument } from "./scenario.ts";
import type { OpenOptions, StoreHarness } from "./scenario.ts";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const retentionPolicy: RetentionPolicy = {
  payloadMs: 30 * DAY_MS,
  metadataMs: 400 * DAY_MS,
  auditMs: 2190 * DAY_MS,
};

/** Whoever asks, and why. */
export const actor = { kind: "api_key", name: "on-call" } as const;
export const reason = "asked for by the clinic";

/** A scenario whose clock the test moves. */
export class Aging {
  readonly scenario: Scenario;
  readonly #clock: { now: number };

  private constructor(scenario: Scenario, clock: { now: number }) {
    this.scenario = scenario;
    this.#clock = clock;
  }

  static async start(
    harness: StoreHarness,
    document = configurationDocument(),
    options: OpenOptions = {},
  ): Promise<Aging> {
    const clock = { now: START };
    return new Aging(await Scenario.start(harness, document, { now: () => clock.now, ...options }), clock);
  }

  get now(): number {
    return this.#clock.now;
  }

  set now(now: number) {
    this.#clock.now = now;
  }

  get organizationId(): number {
    return this.scenario.organization.id;
  }

  async accept(key: string, change: Partial<AcceptedEvent> = {}): Promise<string> {
    const dedupe = { kind: "event_id", key } as const;
    const result = await this.scenario.store.accept(
      this.scenario.event({ receivedAt: this.now, dedupe, ...change }),
    );
    if (result.outcome !== "accepted") throw new Error(`expected a new event, found ${result.outcome}`);
    return result.eventId;
  }

  async deliverAll(): Promise<void> {
    const { claimed } = await this.scenario.claim(this.now, { limit: 100, concurrency: 100 });
    const responseExcerpt = Buffer.from("the answer");
    for (const delivery of claimed) await this.scenario.record(delivery, { responseExcerpt });
  }

  purge(change: Partial<RetentionPolicy> = {}): Promise<PurgeSummary> {
    const pace = { now: this.now, rest: () => Promise.resolve() };
    return this.scenario.store.retention.purge({ ...retentionPolicy, ...change }, pace);
  }

  /** `there`, or the code of the error that reading its payload gives. */
  async payloadOf(eventId: string): Promise<string> {
    const code = await codeOf(this.scenario.store.readEvent(this.organizationId, eventId));
    return code === "no error" ? "there" : code;
  }

  async payloadsOf(eventIds: readonly string[]): Promise<readonly string[]> {
    return Promise.all(eventIds.map((eventId) => this.payloadOf(eventId)));
  }

  async auditedActions(): Promise<readonly unknown[]> {
    const entries = await this.scenario.store.audit.list(this.organizationId, {
      afterPosition: 1,
      limit: 100,
    });
    return entries.map(({ action, resource, facts }) => [action, resource.name, facts?.["items"]]);
  }
}
