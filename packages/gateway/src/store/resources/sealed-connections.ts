import type { AnswerVault } from "../access/answer-vault.ts";
import type { Actor, AuditNote } from "../audit/audit-note.ts";
import type { Ledger } from "../audit/ledger.ts";
import type { ChangeStep } from "../change.ts";
import type { ReservedIds } from "../reserved-ids.ts";
import type { ConnectionRow, ConnectionRows } from "./connection-rows.ts";
import type {
  ConnectionParts,
  ConnectionStore,
  NewConnection,
  StoredConnection,
} from "./connection-store.ts";

export interface SealedConnectionsOptions {
  readonly engine: ConnectionRows;
  readonly ledger: Ledger;
  readonly answers: AnswerVault;
  readonly ids: ReservedIds;
  readonly now: () => number;
}

export class SealedConnections implements ConnectionStore {
  readonly #options: SealedConnectionsOptions;

  constructor(options: SealedConnectionsOptions) {
    this.#options = options;
  }

  async list(organizationId: number): Promise<readonly StoredConnection[]> {
    return (await this.#options.engine.listConnections(organizationId)).map(toConnection);
  }

  async create(
    actor: Actor,
    wanted: NewConnection,
    remember?: Parameters<ConnectionStore["create"]>[2],
  ): ReturnType<ConnectionStore["create"]> {
    const { ids, now, ledger, answers } = this.#options;
    const connection = { ...wanted, id: await ids.take(), version: 1, createdAt: now() };
    const steps: ChangeStep[] = [{ kind: "add_connection", input: toRow(connection) }];
    if (remember !== undefined) steps.push(await answers.step(remember.key, remember.answer(connection)));
    const outcome = await ledger.commit({ notes: [note(actor, "connection.create", connection)], steps });
    if (outcome.outcome === "done") return { outcome: "created", connection };
    return { outcome: outcome.reason === "already_answered" ? "already_answered" : "name_taken" };
  }

  async update(
    actor: Actor,
    stored: StoredConnection,
    parts: ConnectionParts,
  ): Promise<StoredConnection | undefined> {
    const { id, organizationId, name, createdAt } = stored;
    const connection = { id, organizationId, name, createdAt, version: stored.version + 1, ...parts };
    const { outcome } = await this.#options.ledger.commit({
      notes: [note(actor, "connection.update", connection)],
      steps: [{ kind: "update_connection", input: toRow(connection) }],
    });
    return outcome === "done" ? connection : undefined;
  }

  async delete(actor: Actor, stored: StoredConnection): Promise<boolean> {
    const { outcome } = await this.#options.ledger.commit({
      notes: [note(actor, "connection.delete", stored)],
      steps: [{ kind: "delete_connection", input: toRow(stored) }],
    });
    return outcome === "done";
  }
}

function note(
  actor: Actor,
  action: AuditNote["action"],
  { organizationId, name }: Pick<StoredConnection, "organizationId" | "name">,
): AuditNote {
  return { organizationId, actor, action, resource: { kind: "connection", name } };
}

function toRow({ sourceId, callerId, endpointId, ...rest }: StoredConnection): ConnectionRow {
  return {
    ...rest,
    sourceId: sourceId ?? null,
    callerId: callerId ?? null,
    endpointId: endpointId ?? null,
  };
}

function toConnection({ sourceId, callerId, endpointId, ...rest }: ConnectionRow): StoredConnection {
  return {
    ...rest,
    ...(sourceId !== null && { sourceId }),
    ...(callerId !== null && { callerId }),
    ...(endpointId !== null && { endpointId }),
  };
}
