/** One entry of an organization's chain as the database keeps it. */
export interface AuditRow {
  readonly organizationId: number;
  /** 1 for the first entry of the organization; no number is left out. */
  readonly sequence: number;
  readonly at: number;
  readonly actorKind: string;
  readonly actorName: string;
  readonly action: string;
  readonly resourceKind: string;
  readonly resourceName: string;
  readonly sealedDetails: Uint8Array;
  readonly dataKeyId: number;
  /** 32 bytes; covers this entry and the hash of the one before. */
  readonly hash: Uint8Array;
}

/** The last entry of a chain. */
export interface AuditTail {
  readonly sequence: number;
  readonly hash: Uint8Array;
}

/** The last of the entries that were deleted for their age. */
export interface AuditAnchor extends AuditTail {
  /** Digest under the organization's key, so that nobody else can make one. */
  readonly mac: Uint8Array;
}

/** What entries are looked for by; each that is given must fit. What is sealed cannot be looked for. */
export interface AuditFilter {
  /** The name of who did it, exactly. */
  readonly actor?: string;
  /** `*` stands for any run of characters: `event.*`. */
  readonly action?: string;
  readonly resourceKind?: string;
  /** Any of these. */
  readonly resourceNames?: readonly string[];
  readonly from?: number;
  readonly to?: number;
}

export type AuditOrder = "asc" | "desc";

/** One look into the log: the entries from `first` to `last`, both sequences, that fit. */
export interface AuditLook {
  readonly first: number;
  readonly last: number;
  readonly filter: AuditFilter;
  readonly order: AuditOrder;
  readonly limit: number;
}

/** What the audit log needs of the database; entries are written by a change and never altered; the oldest are deleted. */
export interface AuditRows {
  readAuditTail(organizationId: number): Promise<AuditTail | undefined>;
  /** Undefined while every entry since the first is there. */
  readAuditAnchor(organizationId: number): Promise<AuditAnchor | undefined>;
  /** Entries after `afterPosition`, a sequence, in order. */
  listAudit(
    organizationId: number,
    page: { readonly afterPosition: number; readonly limit: number },
  ): Promise<readonly AuditRow[]>;
  /** Reads every entry between the two ends, but by an index where `resourceNames` are given. */
  searchAudit(organizationId: number, look: AuditLook): Promise<readonly AuditRow[]>;
}
