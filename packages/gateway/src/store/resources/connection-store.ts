import type { AnswerToRemember } from "../access/access-store.ts";
import type { Actor } from "../audit/audit-note.ts";

/** A partner seen whole: ids of the organization's own source, caller and endpoint. */
export interface StoredConnection extends ConnectionParts {
  readonly id: number;
  readonly organizationId: number;
  readonly name: string;
  /** 1 at first, raised by each change. */
  readonly version: number;
  readonly createdAt: number;
}

export interface ConnectionParts {
  readonly sourceId?: number;
  readonly callerId?: number;
  readonly endpointId?: number;
}

export interface NewConnection extends ConnectionParts {
  readonly organizationId: number;
  readonly name: string;
}

/**
 * Which source, caller and endpoint belong to one partner. Every change is audited in its own transaction. A part that is
 * deleted stays named here by its id; whoever shows the connection leaves it out.
 */
export interface ConnectionStore {
  /** By name. */
  list(organizationId: number): Promise<readonly StoredConnection[]>;
  create(
    actor: Actor,
    connection: NewConnection,
    remember?: AnswerToRemember<StoredConnection>,
  ): Promise<
    | { readonly outcome: "created"; readonly connection: StoredConnection }
    | { readonly outcome: "name_taken" | "already_answered" }
  >;
  /** Undefined where the connection is no longer as it was read. */
  update(
    actor: Actor,
    connection: StoredConnection,
    parts: ConnectionParts,
  ): Promise<StoredConnection | undefined>;
  /** False where the connection is no longer as it was read. */
  delete(actor: Actor, connection: StoredConnection): Promise<boolean>;
}
