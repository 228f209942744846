import type { Organization } from "../../config/configuration.ts";
import type { AnswerKey } from "../access/access-store.ts";
import type { AnswerVault } from "../access/answer-vault.ts";
import type { Actor, AuditNote } from "../audit/audit-note.ts";
import type { Ledger } from "../audit/ledger.ts";
import type { ChangeStep } from "../change.ts";
import type { Engine } from "../engine.ts";
import type { LiveOrganizations } from "../live-organizations.ts";
import { formatReplayId, parseReplayId } from "../public-id.ts";
import type { ReservedIds } from "../reserved-ids.ts";
import { MAX_SCANNED_PER_CALL } from "../scan-page.ts";
import { planReplay } from "./plan-replay.ts";
import { replayCommands } from "./replay-commands.ts";
import type { NewReplayRow, ReplayBounds, ReplayPlan, ReplayRow } from "./replay-rows.ts";
import type {
  CreatedReplay,
  NewReplay,
  Replay,
  ReplayCommand,
  ReplayCommandOutcome,
  ReplayPreview,
  ReplayRequest,
  ReplayStore,
} from "./replay-store.ts";
import { showReplay } from "./show-replay.ts";

export interface SealedReplaysOptions {
  readonly engine: Engine;
  readonly ledger: Ledger;
  readonly answers: AnswerVault;
  readonly organizations: LiveOrganizations;
  readonly ids: ReservedIds;
  readonly now: () => number;
  /** Called with the endpoints that have work now. */
  readonly onWork: (endpointIds: readonly number[]) => void;
}

const RUNNER: Actor = { kind: "gateway", name: "replays" };

export class SealedReplays implements ReplayStore {
  readonly #options: SealedReplaysOptions;
  readonly #listeners = new Set<() => void>();

  constructor(options: SealedReplaysOptions) {
    this.#options = options;
  }

  async preview(organizationId: number, request: ReplayRequest): Promise<ReplayPreview> {
    const organization = await this.#organization(organizationId);
    const planned = planReplay(organization, request);
    if ("fault" in planned) return { outcome: "refused", fault: planned.fault };
    const endPosition = await this.#options.engine.lastEventPosition(organizationId);
    return { outcome: "counted", count: await this.#count(organizationId, planned.plan, endPosition) };
  }

  async create(
    actor: Actor,
    organizationId: number,
    replay: NewReplay,
    remember?: { readonly key: AnswerKey; readonly answer: (created: Replay) => unknown },
  ): Promise<CreatedReplay> {
    const { engine, ledger, answers, ids, now } = this.#options;
    const organization = await this.#organization(organizationId);
    const planned = planReplay(organization, replay);
    if ("fault" in planned) return { outcome: "refused", fault: planned.fault };
    const { signing, ratePerSecond, reason } = replay;
    const endPosition = await engine.lastEventPosition(organizationId);
    const total = await this.#count(organizationId, planned.plan, endPosition);
    const { plan } = planned;
    const id = await ids.take();
    const row: NewReplayRow = {
      id,
      organizationId,
      createdAt: now(),
      plan,
      signing,
      ratePerSecond,
      endPosition,
      total,
    };
    const created = showReplay(organization, {
      ...row,
      state: "running",
      position: 0,
      done: 0,
      skipped: 0,
      failed: 0,
      endedAt: null,
    });
    const steps: ChangeStep[] = [{ kind: "add_replay", input: row }];
    if (remember !== undefined) steps.push(await answers.step(remember.key, remember.answer(created)));
    const facts = { what: replay.what, signing, total, ...(replay.to !== undefined && { to: replay.to }) };
    const note = { ...noteOf(actor, row, "replay.create"), facts, reason };
    const outcome = await ledger.commit({ notes: [note], steps });
    if (outcome.outcome === "refused") return { outcome: "already_answered" };
    this.#tell();
    return { outcome: "created", replay: created };
  }

  async read(organizationId: number, replayId: string): Promise<Replay | undefined> {
    const row = await this.#find(organizationId, replayId);
    if (row === undefined) return undefined;
    return showReplay(await this.#organization(organizationId), row);
  }

  async list(
    organizationId: number,
    { before, limit }: { readonly before?: number; readonly limit: number },
  ): Promise<{ readonly replays: readonly Replay[]; readonly next?: number }> {
    const page = { limit: limit + 1, ...(before !== undefined && { before }) };
    const rows = await this.#options.engine.listReplays(organizationId, page);
    const organization = await this.#organization(organizationId);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const isMore = rows.length > limit && last !== undefined;
    return {
      replays: shown.map((row) => showReplay(organization, row)),
      ...(isMore && { next: last.id }),
    };
  }

  async command(
    actor: Actor,
    asked: { readonly organizationId: number; readonly replayId: string; readonly command: ReplayCommand },
  ): Promise<ReplayCommandOutcome> {
    const { organizationId, replayId, command } = asked;
    const row = await this.#find(organizationId, replayId);
    if (row === undefined) return { outcome: "not_found" };
    const { state, from } = replayCommands[command];
    const outcome = await this.#options.ledger.commit({
      notes: [noteOf(actor, row, `replay.${command}`)],
      steps: [
        {
          kind: "set_replay_state",
          input: { organizationId, id: row.id, state, from, now: this.#options.now() },
        },
      ],
    });
    if (outcome.outcome === "refused") return { outcome: "not_allowed" };
    if (state === "running") this.#tell();
    const replay = await this.read(organizationId, replayId);
    return replay === undefined ? { outcome: "not_found" } : { outcome: "done", replay };
  }

  async work(bounds: ReplayBounds): Promise<{ readonly nextAt: number } | undefined> {
    const { engine, onWork } = this.#options;
    let nextAt: number | undefined;
    for (const { id } of await engine.listRunningReplays()) {
      const step = await engine.stepReplay(id, bounds);
      if (step === undefined) continue;
      if (step.endpointIds.length > 0) onWork(step.endpointIds);
      if (step.isAtEnd) await this.#finish(step.row);
      else nextAt = Math.min(nextAt ?? step.nextAt, step.nextAt);
    }
    return nextAt === undefined ? undefined : { nextAt };
  }

  onStarted(listener: () => void): () => void {
    const entry = (): void => listener();
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  /** A job that a person stops at this moment stays stopped. */
  async #finish(row: ReplayRow): Promise<void> {
    const { id, organizationId } = row;
    const facts = { done: row.done, failed: row.failed };
    await this.#options.ledger.commit({
      notes: [{ ...noteOf(RUNNER, row, "replay.finish"), facts }],
      steps: [
        {
          kind: "set_replay_state",
          input: { organizationId, id, state: "done", from: ["running"], now: this.#options.now() },
        },
      ],
    });
  }

  /** In pieces, between which others get their turn at the database. */
  async #count(organizationId: number, plan: ReplayPlan, endPosition: number): Promise<number> {
    let total = 0;
    for (let position: number | null = 0; position !== null;) {
      const span = { position, endPosition, maxScanned: MAX_SCANNED_PER_CALL };
      const counted = await this.#options.engine.countReplay(organizationId, plan, span);
      total += counted.count;
      position = counted.next;
    }
    return total;
  }

  async #find(organizationId: number, replayId: string): Promise<ReplayRow | undefined> {
    const key = parseReplayId(replayId);
    if (key === undefined) return undefined;
    const row = await this.#options.engine.readReplay(organizationId, key.id);
    return row?.createdAt === key.createdAt ? row : undefined;
  }

  async #organization(organizationId: number): Promise<Organization> {
    const organization = await this.#options.organizations.find(organizationId);
    if (organization === undefined) throw new Error("there is no such organization");
    return organization;
  }

  #tell(): void {
    for (const listener of this.#listeners) queueMicrotask(listener);
  }
}

function noteOf(
  actor: Actor,
  row: Pick<ReplayRow, "id" | "createdAt" | "organizationId">,
  action: AuditNote["action"],
): AuditNote {
  const resource = { kind: "replay", name: formatReplayId(row) };
  return { organizationId: row.organizationId, actor, action, resource };
}
