/** A partner as the database keeps it: which of the organization's resources belong to it. */
export interface ConnectionRow {
  readonly id: number;
  readonly organizationId: number;
  readonly name: string;
  readonly sourceId: number | null;
  readonly callerId: number | null;
  readonly endpointId: number | null;
  /** 1 at first, raised by each change. */
  readonly version: number;
  readonly createdAt: number;
}

export interface ConnectionRows {
  /** All connections of an organization, by name. */
  listConnections(organizationId: number): Promise<readonly ConnectionRow[]>;
}
