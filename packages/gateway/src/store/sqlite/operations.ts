import type { OperationName } from "../engine-operation.ts";
import { acceptOperation } from "./accept.ts";
import { addActivityOperation, purgeActivityOperation, readActivityOperation } from "./activity.ts";
import { findAnswerOperation, purgeAnswersOperation } from "./answers.ts";
import {
  countApiKeysOperation,
  findApiKeyOperation,
  listApiKeysOperation,
  noteApiKeyUseOperation,
} from "./api-keys.ts";
import { listAuditOperation, readAuditTailOperation, searchAuditOperation } from "./audit.ts";
import { changeOperation } from "./change.ts";
import { claimOperation } from "./claim.ts";
import { readDataKeyOperation, readHashKeyOperation, reserveSealingsOperation } from "./data-keys.ts";
import { listConnectionsOperation } from "./connections.ts";
import type { DedupeIndex } from "./dedupe.ts";
import type { Database } from "./driver.ts";
import { dueEndpointsOperation } from "./due-endpoints.ts";
import { listEndpointStatesOperation } from "./endpoint-states.ts";
import { flushDeletedOperation } from "./flush-deleted.ts";
import { reserveIdsOperation } from "./ids.ts";
import { listLastEventsOperation, noteLastEventsOperation } from "./last-events.ts";
import { expireLeasesOperation } from "./leases.ts";
import {
  countWrappedKeysOperation,
  listWrappedKeysOperation,
  readMasterKeyStateOperation,
  rewrapKeysOperation,
} from "./master-keys.ts";
import { listOrganizationsOperation } from "./organizations.ts";
import { probeOperation } from "./probe.ts";
import {
  addQuarantinedOperation,
  countQuarantinedOperation,
  listQuarantinedOperation,
  purgeQuarantineOperation,
  readQuarantinedOperation,
} from "./quarantine.ts";
import { readBlobsOperation } from "./read-blobs.ts";
import { readConfigurationOperation } from "./read-configuration.ts";
import { countDeliveriesOperation, listDeliveriesOperation } from "./read-deliveries.ts";
import { listEventsOperation, readEventOperation } from "./read-events.ts";
import { recordOperation } from "./record.ts";
import { cancelOfDeletedEndpointsOperation, countOpenDeliveriesOperation } from "./remove-endpoints.ts";
import {
  countReplayOperation,
  listReplaysOperation,
  listRunningReplaysOperation,
  readReplayOperation,
} from "./replays.ts";
import { listAttemptsOperation, readDeliveryOperation, scanDeliveriesOperation } from "./scan-deliveries.ts";
import { lastEventPositionOperation, readEventFactsOperation, scanEventsOperation } from "./scan-events.ts";
import { stepReplayOperation } from "./step-replay.ts";
import {
  listDataKeysOperation,
  listWeeksToSweepOperation,
  markSweptOperation,
} from "./retention/destroy-data-keys.ts";
import { listExcerptsOperation } from "./retention/erase-payload.ts";
import { listLegalHoldsOperation } from "./retention/legal-holds.ts";
import { readAuditAnchorOperation } from "./retention/purge-audit.ts";
import { purgeBlobsOperation } from "./retention/purge-blobs.ts";
import { purgeFramesOperation } from "./retention/purge-frames.ts";
import { purgeMetadataOperation } from "./retention/purge-metadata.ts";
import { listPurgeTalliesOperation } from "./retention/tallies.ts";
import { findSessionOperation, purgeSessionsOperation, renewSessionOperation } from "./sessions.ts";
import {
  countUsersOperation,
  findUserByEmailOperation,
  findUserByInvitationOperation,
  findUserBySubjectOperation,
  listUsersOperation,
} from "./users.ts";
import { listSecretsOperation, noteSecretUsesOperation } from "./secret-use.ts";
import type { CallInput, CallOutput } from "./writer-calls.ts";

/** One call with its statements prepared; runs inside one write transaction. */
export type Operation<Name extends OperationName> = (...input: CallInput<Name>) => CallOutput<Name>;

export type Operations = { readonly [Name in OperationName]: Operation<Name> };

/** Prepares every statement once, so that a mistake in any of them shows at start. */
export function prepareOperations(database: Database, dedupe: DedupeIndex): Operations {
  return {
    accept: acceptOperation(database, dedupe),
    claim: claimOperation(database),
    record: recordOperation(database),
    dueEndpoints: dueEndpointsOperation(database),
    expireLeases: expireLeasesOperation(database),
    probe: probeOperation(database),
    reserveIds: reserveIdsOperation(database),
    reserveSealings: reserveSealingsOperation(database),
    readDataKey: readDataKeyOperation(database),
    readHashKey: readHashKeyOperation(database),
    readMasterKeyState: readMasterKeyStateOperation(database),
    listWrappedKeys: listWrappedKeysOperation(database),
    countWrappedKeys: countWrappedKeysOperation(database),
    rewrapKeys: rewrapKeysOperation(database),
    flushDeleted: flushDeletedOperation(database),
    readConfiguration: readConfigurationOperation(database),
    listOrganizations: listOrganizationsOperation(database),
    change: changeOperation(database, dedupe),
    readAuditTail: readAuditTailOperation(database),
    listAudit: listAuditOperation(database),
    searchAudit: searchAuditOperation(database),
    readAuditAnchor: readAuditAnchorOperation(database),
    findApiKey: findApiKeyOperation(database),
    listApiKeys: listApiKeysOperation(database),
    countApiKeys: countApiKeysOperation(database),
    noteApiKeyUse: noteApiKeyUseOperation(database),
    listUsers: listUsersOperation(database),
    findUserByEmail: findUserByEmailOperation(database),
    findUserBySubject: findUserBySubjectOperation(database),
    findUserByInvitation: findUserByInvitationOperation(database),
    countUsers: countUsersOperation(database),
    findSession: findSessionOperation(database),
    renewSession: renewSessionOperation(database),
    purgeSessions: purgeSessionsOperation(database),
    findAnswer: findAnswerOperation(database),
    purgeAnswers: purgeAnswersOperation(database),
    listSecrets: listSecretsOperation(database),
    noteSecretUses: noteSecretUsesOperation(database),
    listLastEvents: listLastEventsOperation(database),
    noteLastEvents: noteLastEventsOperation(database),
    addActivity: addActivityOperation(database),
    readActivity: readActivityOperation(database),
    purgeActivity: purgeActivityOperation(database),
    listConnections: listConnectionsOperation(database),
    addQuarantined: addQuarantinedOperation(database),
    listQuarantined: listQuarantinedOperation(database),
    countQuarantined: countQuarantinedOperation(database),
    readQuarantined: readQuarantinedOperation(database),
    purgeQuarantine: purgeQuarantineOperation(database),
    countOpenDeliveries: countOpenDeliveriesOperation(database),
    purgeBlobs: purgeBlobsOperation(database),
    purgeFrames: purgeFramesOperation(database),
    purgeMetadata: purgeMetadataOperation(database, dedupe),
    listPurgeTallies: listPurgeTalliesOperation(database),
    listLegalHolds: listLegalHoldsOperation(database),
    listDataKeys: listDataKeysOperation(database),
    listWeeksToSweep: listWeeksToSweepOperation(database),
    markSwept: markSweptOperation(database),
    listExcerpts: listExcerptsOperation(database),
    cancelOfDeletedEndpoints: cancelOfDeletedEndpointsOperation(database),
    scanEvents: scanEventsOperation(database),
    readEventFacts: readEventFactsOperation(database),
    lastEventPosition: lastEventPositionOperation(database),
    scanDeliveries: scanDeliveriesOperation(database),
    readDelivery: readDeliveryOperation(database),
    listAttempts: listAttemptsOperation(database),
    countReplay: countReplayOperation(database),
    readReplay: readReplayOperation(database),
    listReplays: listReplaysOperation(database),
    listRunningReplays: listRunningReplaysOperation(database),
    stepReplay: stepReplayOperation(database),
    readBlobs: readBlobsOperation(database),
    readEvent: readEventOperation(database),
    listEvents: listEventsOperation(database),
    listDeliveries: listDeliveriesOperation(database),
    countDeliveries: countDeliveriesOperation(database),
    listEndpointStates: listEndpointStatesOperation(database),
  };
}
