import type { Operations } from "./operation.ts";
import { accept } from "./accept.ts";
import { addActivity, purgeActivity, readActivity } from "./activity.ts";
import { findAnswer, purgeAnswers } from "./answers.ts";
import { countApiKeys, findApiKey, listApiKeys, noteApiKeyUse } from "./api-keys.ts";
import { listAudit, readAuditTail, searchAudit } from "./audit.ts";
import { change } from "./change.ts";
import { claim } from "./claim.ts";
import { readDataKey, readHashKey, reserveSealings } from "./data-keys.ts";
import { listConnections } from "./connections.ts";
import { dueEndpoints } from "./due-endpoints.ts";
import { listEndpointStates } from "./endpoint-states.ts";
import { flushDeleted } from "./flush-deleted.ts";
import { reserveIds } from "./ids.ts";
import { listLastEvents, noteLastEvents } from "./last-events.ts";
import { expireLeases } from "./leases.ts";
import { countWrappedKeys, listWrappedKeys, readMasterKeyState, rewrapKeys } from "./master-keys.ts";
import { listOrganizations } from "./organizations.ts";
import { probe } from "./probe.ts";
import { addQuarantined } from "./add-quarantined.ts";
import { purgeQuarantine } from "./purge-quarantine.ts";
import { countQuarantined, listQuarantined, readQuarantined } from "./quarantine.ts";
import { readBlobs } from "./read-blobs.ts";
import { readConfiguration } from "./read-configuration.ts";
import { countDeliveries, listDeliveries } from "./read-deliveries.ts";
import { listEvents, readEvent } from "./read-events.ts";
import { record } from "./record.ts";
import { cancelOfDeletedEndpoints, countOpenDeliveries } from "./remove-endpoints.ts";
import { countReplay, listReplays, listRunningReplays, readReplay } from "./replays.ts";
import { listAttempts, readDelivery, scanDeliveries } from "./scan-deliveries.ts";
import { lastEventPosition, readEventFacts, scanEvents } from "./scan-events.ts";
import { stepReplay } from "./step-replay.ts";
import { listDataKeys, listWeeksToSweep, markSwept } from "./retention/destroy-data-keys.ts";
import { listExcerpts } from "./retention/erase-payload.ts";
import { listLegalHolds } from "./retention/legal-holds.ts";
import { readAuditAnchor } from "./retention/purge-audit.ts";
import { purgeBlobs } from "./retention/purge-blobs.ts";
import { purgeFrames } from "./retention/purge-frames.ts";
import { purgeMetadata } from "./retention/purge-metadata.ts";
import { listPurgeTallies } from "./retention/tallies.ts";
import { findSession, purgeSessions, renewSession } from "./sessions.ts";
import { countUsers, findUserByEmail, findUserByInvitation, findUserBySubject, listUsers } from "./users.ts";
import { listSecrets, noteSecretUses } from "./secret-use.ts";

/** Every call of the engine. */
export const operations: Operations = {
  accept,
  claim,
  record,
  dueEndpoints,
  expireLeases,
  probe,
  reserveIds,
  reserveSealings,
  readDataKey,
  readHashKey,
  readMasterKeyState,
  listWrappedKeys,
  countWrappedKeys,
  rewrapKeys,
  flushDeleted,
  readConfiguration,
  listOrganizations,
  change,
  readAuditTail,
  listAudit,
  searchAudit,
  readAuditAnchor,
  findApiKey,
  listApiKeys,
  countApiKeys,
  noteApiKeyUse,
  listUsers,
  findUserByEmail,
  findUserBySubject,
  findUserByInvitation,
  countUsers,
  findSession,
  renewSession,
  purgeSessions,
  findAnswer,
  purgeAnswers,
  listSecrets,
  noteSecretUses,
  listLastEvents,
  noteLastEvents,
  addActivity,
  readActivity,
  purgeActivity,
  listConnections,
  addQuarantined,
  listQuarantined,
  countQuarantined,
  readQuarantined,
  purgeQuarantine,
  countOpenDeliveries,
  purgeBlobs,
  purgeFrames,
  purgeMetadata,
  listPurgeTallies,
  listLegalHolds,
  listDataKeys,
  listWeeksToSweep,
  markSwept,
  listExcerpts,
  cancelOfDeletedEndpoints,
  scanEvents,
  readEventFacts,
  lastEventPosition,
  scanDeliveries,
  readDelivery,
  listAttempts,
  countReplay,
  readReplay,
  listReplays,
  listRunningReplays,
  stepReplay,
  readBlobs,
  readEvent,
  listEvents,
  listDeliveries,
  countDeliveries,
  listEndpointStates,
};
