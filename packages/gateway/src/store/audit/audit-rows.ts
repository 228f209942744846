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
}
