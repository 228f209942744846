import type { OperationName } from "./operations.ts";

/** Every call of an engine, for the thread that does not load the statements. */
const names = {
  accept: true,
  claim: true,
  record: true,
  dueEndpoints: true,
  expireLeases: true,
  probe: true,
  reserveIds: true,
  reserveSealings: true,
  readDataKey: true,
  readHashKey: true,
  readConfiguration: true,
  listOrganizations: true,
  change: true,
  readAuditTail: true,
  listAudit: true,
  findApiKey: true,
  listApiKeys: true,
  countApiKeys: true,
  noteApiKeyUse: true,
  findAnswer: true,
  purgeAnswers: true,
  listSecrets: true,
  noteSecretUses: true,
  listConnections: true,
  countOpenDeliveries: true,
  cancelOfDeletedEndpoints: true,
  readBlobs: true,
  readEvent: true,
  listEvents: true,
  listDeliveries: true,
  countDeliveries: true,
  listEndpointStates: true,
} satisfies Readonly<Record<OperationName, true>>;

export const operationNames = Object.keys(names) as readonly OperationName[];
