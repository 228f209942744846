import { GatewayError } from "../../errors.ts";
import type { AnswerVault } from "../access/answer-vault.ts";
import type { AuditNote } from "../audit/audit-note.ts";
import type { Ledger } from "../audit/ledger.ts";
import type { ChangeStep } from "../change.ts";
import { ChangeDraft } from "../configure/change-draft.ts";
import type { PlanParts } from "../configure/change-draft.ts";
import { openConfiguration } from "../configure/open-configuration.ts";
import type { StoredConfiguration } from "../configure/plan-configuration.ts";
import type { StoredOrganization } from "../configure/stored-resource.ts";
import type { Engine } from "../engine.ts";
import type { EditDone, EditRequest, EditedResource } from "./resource-store.ts";

/** An edit is planned on what was read; another may come between. More often than this means something is wrong. */
const MAX_TRIES = 20;

export interface EditParts extends PlanParts {
  readonly engine: Engine;
  readonly ledger: Ledger;
  readonly answers: AnswerVault;
}

/** What one try of an edit may do with the configuration as it found it. */
export interface EditTry {
  readonly stored: StoredConfiguration;
  readonly organization: StoredOrganization;
  readonly draft: ChangeDraft;
}

/** The rows are in the draft; or the edit ends with nothing changed. */
export type PlannedEdit<Document, Ended> =
  | { readonly ended: Ended }
  | {
      readonly edited: EditedResource<Document>;
      readonly note: Pick<AuditNote, "action" | "resource" | "reason" | "facts">;
      readonly openDeliveries: number;
    };

type Editing<Document> = Pick<
  EditRequest<never, { readonly document: Document }>,
  "organizationId" | "actor" | "remember"
>;

/**
 * Commits what `plan` adds to the draft with the raised version, the audit entry and the answer to repeat; plans anew where
 * another change came between.
 */
export async function editConfiguration<Document, Ended>(
  parts: EditParts,
  { organizationId, actor, remember }: Editing<Document>,
  plan: (attempt: EditTry) => Promise<PlannedEdit<Document, Ended>>,
): Promise<EditDone<Document> | Ended | { readonly outcome: "already_answered" }> {
  const { engine, vault, ledger, answers } = parts;
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const sealed = await engine.readConfiguration();
    const opened = await openConfiguration(vault, sealed);
    const organization = opened.organizations.find(({ id }) => id === organizationId);
    if (organization === undefined) throw new GatewayError("store_unavailable", "the organization is gone");
    const draft = new ChangeDraft(parts, sealed);
    const planned = await plan({ stored: { opened, sealed }, organization, draft });
    if ("ended" in planned) return planned.ended;
    const { edited, note, openDeliveries } = planned;
    const change = draft.changeOf({ expected: sealed.organizations, raised: [organizationId] });
    const steps: ChangeStep[] = [{ kind: "configuration", input: change }];
    if (remember !== undefined) steps.push(await answers.step(remember.key, remember.answer(edited)));
    const facts = openDeliveries === 0 ? note.facts : { ...note.facts, cancelledDeliveries: openDeliveries };
    const outcome = await ledger.commit({
      notes: [{ organizationId, actor, ...note, ...(facts !== undefined && { facts }) }],
      steps,
    });
    if (outcome.outcome === "done") return { outcome: "done", edited, cancelledDeliveries: openDeliveries };
    if (outcome.reason === "already_answered") return { outcome: "already_answered" };
  }
  throw new GatewayError("store_unavailable", "the configuration kept changing while it was to be changed");
}
