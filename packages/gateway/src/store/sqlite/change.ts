import type { Change, ChangeOutcome, StepKind, StepKinds, StepOutcome } from "../change.ts";
import { rememberAnswerStep } from "./answers.ts";
import { addApiKeyStep, revokeApiKeyStep } from "./api-keys.ts";
import { appendAudit } from "./audit.ts";
import { changeConfigurationStep } from "./change-configuration.ts";
import { addConnectionStep, deleteConnectionStep, updateConnectionStep } from "./connections.ts";
import type { DedupeIndex } from "./dedupe.ts";
import type { Database } from "./driver.ts";
import { moveDeliveryStep } from "./move-deliveries.ts";
import { discardQuarantinedStep, releaseQuarantinedStep } from "./release-quarantined.ts";
import { beginMasterKeyRotationStep, finishMasterKeyRotationStep } from "./master-keys.ts";
import type { Operation } from "./operations.ts";
import { destroyDataKeysStep } from "./retention/destroy-data-keys.ts";
import { erasePayloadStep } from "./retention/erase-payload.ts";
import { addLegalHoldStep, releaseLegalHoldStep } from "./retention/legal-holds.ts";
import { purgeAuditStep } from "./retention/purge-audit.ts";
import { clearPurgeTallyStep } from "./retention/tallies.ts";
import { beginSessionStep, endSessionStep, endSessionsStep } from "./sessions.ts";
import { addUserStep, deleteUserStep, updateUserStep } from "./users.ts";
import { addReplayStep, setReplayStateStep } from "./replays.ts";

/** One kind of step with its statements prepared. */
export type Step<Kind extends StepKind> = (input: StepKinds[Kind]["input"]) => StepOutcome<Kind>;

type Steps = { readonly [Kind in StepKind]: Step<Kind> };

/** Carries out all steps and writes their audit entries. Anything refused undoes the whole of it. */
export function changeOperation(database: Database, dedupe: DedupeIndex): Operation<"change"> {
  const steps: Steps = {
    configuration: changeConfigurationStep(database),
    add_api_key: addApiKeyStep(database),
    revoke_api_key: revokeApiKeyStep(database),
    add_user: addUserStep(database),
    update_user: updateUserStep(database),
    delete_user: deleteUserStep(database),
    begin_session: beginSessionStep(database),
    end_session: endSessionStep(database),
    end_sessions: endSessionsStep(database),
    remember_answer: rememberAnswerStep(database),
    add_connection: addConnectionStep(database),
    update_connection: updateConnectionStep(database),
    delete_connection: deleteConnectionStep(database),
    move_delivery: moveDeliveryStep(database),
    discard_quarantined: discardQuarantinedStep(database),
    release_quarantined: releaseQuarantinedStep(database, dedupe),
    begin_master_key_rotation: beginMasterKeyRotationStep(database),
    finish_master_key_rotation: finishMasterKeyRotationStep(database),
    add_legal_hold: addLegalHoldStep(database),
    release_legal_hold: releaseLegalHoldStep(database),
    clear_purge_tally: clearPurgeTallyStep(database),
    erase_payload: erasePayloadStep(database),
    purge_audit: purgeAuditStep(database),
    destroy_data_keys: destroyDataKeysStep(database),
    add_replay: addReplayStep(database),
    set_replay_state: setReplayStateStep(database),
  };
  const append = appendAudit(database);

  function carryOut(change: Change): ChangeOutcome {
    const results: unknown[] = [];
    for (const { kind, input } of change.steps) {
      // The table of steps has for each kind the function of that kind's input.
      const step = steps[kind] as (input: unknown) => StepOutcome<StepKind>;
      const outcome = step(input);
      if ("refused" in outcome) return { outcome: "refused", kind, reason: outcome.refused };
      results.push(outcome.result);
    }
    for (const row of change.audit) if (!append(row)) return { outcome: "chain_moved" };
    return { outcome: "done", results };
  }

  return (change) => {
    database.exec("SAVEPOINT change");
    const outcome = carryOut(change);
    if (outcome.outcome !== "done") database.exec("ROLLBACK TO change");
    database.exec("RELEASE change");
    return outcome;
  };
}
