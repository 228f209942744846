import type { DataKeys } from "../../secrets/data-keys.ts";
import { utcWeek, weekStart } from "../../secrets/utc-week.ts";
import type { AnswerToRemember } from "../access/access-store.ts";
import type { AnswerVault } from "../access/answer-vault.ts";
import type { Actor } from "../audit/audit-note.ts";
import type { ChangeStep } from "../change.ts";
import type { ConfigurationVault } from "../configure/configuration-vault.ts";
import type { EventRow } from "../engine.ts";
import { formatEventId, parseEventId } from "../public-id.ts";
import type { ReservedIds } from "../reserved-ids.ts";
import { erasePayload } from "./erase-payload.ts";
import { PurgeRun } from "./purge-run.ts";
import type { PurgeParts } from "./purge-run.ts";
import type { DataKeyRow, LegalHoldRow } from "./retention-rows.ts";
import type {
  HoldScope,
  KeyWeek,
  LegalHold,
  NewLegalHold,
  PlacedHold,
  PurgePace,
  PurgeSummary,
  RetentionPolicy,
  RetentionStore,
} from "./retention-store.ts";

/** What a person typed; sealed like everything that somebody typed. */
const REASON = { table: "legal_holds", column: "sealed_reason" } as const;

export interface SealedRetentionOptions extends PurgeParts {
  readonly dataKeys: DataKeys;
  readonly configurationVault: ConfigurationVault;
  readonly answers: AnswerVault;
  readonly ids: ReservedIds;
  readonly now: () => number;
}

export class SealedRetention implements RetentionStore {
  readonly #options: SealedRetentionOptions;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: SealedRetentionOptions) {
    this.#options = options;
  }

  purge(policy: RetentionPolicy, pace: PurgePace): Promise<PurgeSummary> {
    return this.#inTurn(() => new PurgeRun(this.#options, pace).purge(policy));
  }

  async listHolds(organizationId: number): Promise<readonly LegalHold[]> {
    const rows = await this.#options.engine.listLegalHolds(organizationId);
    return Promise.all(rows.map((row) => this.#toHold(row)));
  }

  async placeHold(
    actor: Actor,
    wanted: NewLegalHold,
    remember?: AnswerToRemember<LegalHold>,
  ): Promise<PlacedHold> {
    const { configurationVault, ledger, answers, ids, now } = this.#options;
    const { organizationId, scope, reason } = wanted;
    const place = await this.#placeOf(organizationId, scope);
    if (place === undefined) return { outcome: "not_found" };
    const id = await ids.take();
    const { sealed, dataKeyId } = await configurationVault.seal(REASON, { id, organizationId }, reason);
    const createdAt = now();
    const hold: LegalHold = { id, organizationId, scope, reason, createdAt };
    const input = { id, organizationId, ...place, sealedReason: sealed, dataKeyId, createdAt };
    const steps: ChangeStep[] = [{ kind: "add_legal_hold", input }];
    if (remember !== undefined) steps.push(await answers.step(remember.key, remember.answer(hold)));
    const notes = [
      { organizationId, actor, action: "legal_hold.place", resource: resourceOf(hold), reason } as const,
    ];
    const { outcome } = await ledger.commit({ notes, steps });
    return outcome === "done" ? { outcome: "placed", hold } : { outcome: "already_answered" };
  }

  async releaseHold(
    actor: Actor,
    { organizationId, holdId, reason }: Parameters<RetentionStore["releaseHold"]>[1],
  ): Promise<boolean> {
    const hold = (await this.listHolds(organizationId)).find(({ id }) => id === holdId);
    if (hold === undefined) return false;
    const input = { organizationId, id: holdId, now: this.#options.now() };
    const { outcome } = await this.#options.ledger.commit({
      notes: [{ organizationId, actor, action: "legal_hold.release", resource: resourceOf(hold), reason }],
      steps: [{ kind: "release_legal_hold", input }],
    });
    return outcome === "done";
  }

  async erasePayload(
    actor: Actor,
    { organizationId, eventId, reason }: Parameters<RetentionStore["erasePayload"]>[1],
  ): ReturnType<RetentionStore["erasePayload"]> {
    const row = await this.#findEvent(organizationId, eventId);
    if (row === undefined) return "not_found";
    if (row.payloadPurgedAt !== null) return "payload_purged";
    return erasePayload(this.#options, { eventId, row, actor, reason });
  }

  async listKeyWeeks(organizationId: number): Promise<readonly KeyWeek[]> {
    const weeks = new Map<number, DataKeyRow[]>();
    for (const key of await this.#options.engine.listDataKeys(organizationId)) {
      weeks.set(key.week, [...(weeks.get(key.week) ?? []), key]);
    }
    return [...weeks].map(([week, keys]) => {
      const destroyed = keys.flatMap(({ destroyedAt }) => destroyedAt ?? []);
      const isGone = destroyed.length === keys.length;
      return {
        startsAt: weekStart(week),
        keys: keys.length,
        ...(isGone && { destroyedAt: Math.max(...destroyed) }),
      };
    });
  }

  async shredWeek(
    actor: Actor,
    { organizationId, week, reason }: Parameters<RetentionStore["shredWeek"]>[1],
  ): ReturnType<RetentionStore["shredWeek"]> {
    const { ledger, dataKeys, vault, now } = this.#options;
    const number = utcWeek(week);
    const resource = { kind: "key_week", name: new Date(weekStart(number)).toISOString().slice(0, 10) };
    const outcome = await ledger.commit({
      notes: [{ organizationId, actor, action: "key_week.shred", resource, reason }],
      steps: [{ kind: "destroy_data_keys", input: { organizationId, week: number, now: now() } }],
    });
    if (outcome.outcome === "refused") return outcome.reason === "held" ? "held" : "not_found";
    dataKeys.forget(organizationId);
    vault.forgetAll();
    const pace = { now: now(), rest: () => Promise.resolve() };
    await this.#inTurn(() => new PurgeRun(this.#options, pace).sweep());
    return "shredded";
  }

  /** One run at a time: two would only find what the other has just deleted. */
  #inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(run);
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #placeOf(
    organizationId: number,
    scope: HoldScope,
  ): Promise<Pick<LegalHoldRow, "sourceId" | "eventId"> | undefined> {
    if (scope.kind === "organization") return { sourceId: null, eventId: null };
    if (scope.kind === "event") {
      const row = await this.#findEvent(organizationId, scope.eventId);
      return row && { sourceId: null, eventId: row.id };
    }
    const organization = await this.#options.organizations.find(organizationId);
    const source = organization?.sources.find(({ name }) => name === scope.source);
    return source && { sourceId: source.id, eventId: null };
  }

  async #toHold(row: LegalHoldRow): Promise<LegalHold> {
    const { id, organizationId, createdAt, releasedAt } = row;
    const sealed = { sealed: row.sealedReason, dataKeyId: row.dataKeyId };
    // Sealed as a text by this store; the seal vouches for it.
    const reason = (await this.#options.configurationVault.open(REASON, row, sealed)) as string;
    const scope = await this.#scopeOf(row);
    return { id, organizationId, scope, reason, createdAt, ...(releasedAt !== null && { releasedAt }) };
  }

  async #scopeOf({ organizationId, sourceId, eventId, eventReceivedAt }: LegalHoldRow): Promise<HoldScope> {
    if (eventId !== null) {
      // An event under a released hold may have been deleted; its id then tells the row alone.
      return { kind: "event", eventId: formatEventId({ id: eventId, receivedAt: eventReceivedAt ?? 0 }) };
    }
    if (sourceId === null) return { kind: "organization" };
    const organization = await this.#options.organizations.find(organizationId);
    const source = organization?.sources.find(({ id }) => id === sourceId);
    return { kind: "source", source: source?.name ?? "" };
  }

  /** An id whose time is not the row's is an id that was never given out. */
  async #findEvent(organizationId: number, eventId: string): Promise<EventRow | undefined> {
    const key = parseEventId(eventId);
    if (key === undefined) return undefined;
    const row = await this.#options.engine.readEvent(organizationId, key.id);
    return row?.receivedAt === key.receivedAt ? row : undefined;
  }
}

function resourceOf({ scope }: LegalHold): { readonly kind: string; readonly name: string } {
  if (scope.kind === "source") return { kind: "source", name: scope.source };
  if (scope.kind === "event") return { kind: "event", name: scope.eventId };
  return { kind: "organization", name: "organization" };
}
