import type { Actor } from "../audit/audit-note.ts";

/** An organization without what belongs to it. */
export interface OrganizationSummary {
  readonly id: number;
  readonly name: string;
  /** Raised by every change below this organization. */
  readonly configVersion: number;
}

/** The tenants themselves. */
export interface OrganizationStore {
  /** All of them, oldest first. */
  list(): Promise<readonly OrganizationSummary[]>;
  /** Gives the organization of this name; adds it, audited, where it is missing. */
  ensure(actor: Actor, name: string): Promise<OrganizationSummary>;
}
