import type { ChangeOutcome, StepKind, StepOutcome } from "../change.ts";
import { rememberAnswerStep } from "./answers.ts";
import { addApiKeyStep, revokeApiKeyStep } from "./api-keys.ts";
import { appendAudit, followingEntries } from "./audit.ts";
import { changeConfigurationStep } from "./change-configuration.ts";
import { addConnectionStep, deleteConnectionStep, updateConnectionStep } from "./connections.ts";
import { lockChange } from "./lock-change.ts";
import { beginMasterKeyRotationStep, finishMasterKeyRotationStep } from "./master-keys.ts";
import { moveDeliveryStep } from "./move-deliveries.ts";
import type { Operation } from "./operation.ts";
import type { Transaction } from "./query.ts";
import { discardQuarantinedStep, releaseQuarantinedStep } from "./release-quarantined.ts";
import { addReplayStep, setReplayStateStep } from "./replays.ts";
import { destroyDataKeysStep } from "./retention/destroy-data-keys.ts";
import { erasePayloadStep } from "./retention/erase-payload.ts";
import { addLegalHoldStep, releaseLegalHoldStep } from "./retention/legal-holds.ts";
import { purgeAuditStep } from "./retention/purge-audit.ts";
import { clearPurgeTallyStep } from "./retention/tallies.ts";
import { beginSessionStep, endSessionStep, endSessionsStep } from "./sessions.ts";
import type { Step } from "./step.ts";
import { Undone } from "./transaction.ts";
import { addUserStep, deleteUserStep, updateUserStep } from "./users.ts";

const steps: { readonly [Kind in StepKind]: Step<Kind> } = {
  configuration: changeConfigurationStep,
  add_api_key: addApiKeyStep,
  revoke_api_key: revokeApiKeyStep,
  add_user: addUserStep,
  update_user: updateUserStep,
  delete_user: deleteUserStep,
  begin_session: beginSessionStep,
  end_session: endSessionStep,
  end_sessions: endSessionsStep,
  remember_answer: rememberAnswerStep,
  add_connection: addConnectionStep,
  update_connection: updateConnectionStep,
  delete_connection: deleteConnectionStep,
  move_delivery: moveDeliveryStep,
  discard_quarantined: discardQuarantinedStep,
  release_quarantined: releaseQuarantinedStep,
  begin_master_key_rotation: beginMasterKeyRotationStep,
  finish_master_key_rotation: finishMasterKeyRotationStep,
  add_legal_hold: addLegalHoldStep,
  release_legal_hold: releaseLegalHoldStep,
  clear_purge_tally: clearPurgeTallyStep,
  erase_payload: erasePayloadStep,
  purge_audit: purgeAuditStep,
  destroy_data_keys: destroyDataKeysStep,
  add_replay: addReplayStep,
  set_replay_state: setReplayStateStep,
};

type AnyStep = (transaction: Transaction, input: unknown) => Promise<StepOutcome<StepKind>>;

/** Carries out all steps and writes their audit entries. Anything refused undoes the whole of it. */
export const change: Operation<"change"> = async (transaction, wanted, renew) => {
  await lockChange(transaction, wanted);
  // Before the steps, whose locks could be in the way of sealing an entry anew.
  const audit = await followingEntries(transaction, wanted.audit, renew);
  if (audit === undefined) throw new Undone<ChangeOutcome>({ outcome: "chain_moved" });
  const results: unknown[] = [];
  for (const { kind, input } of wanted.steps) {
    // The table of steps has for each kind the function of that kind's input.
    const outcome = await (steps[kind] as AnyStep)(transaction, input);
    if ("refused" in outcome) {
      throw new Undone<ChangeOutcome>({ outcome: "refused", kind, reason: outcome.refused });
    }
    results.push(outcome.result);
  }
  await appendAudit(transaction, audit);
  return { outcome: "done", results };
};
