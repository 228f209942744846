import type { Scheme } from "countersign";
import { endpointBody } from "../../config/body/endpoint-body.ts";
import { readEndpointBody } from "../../config/body/read-endpoint-body.ts";
import { readSourceBody } from "../../config/body/read-source-body.ts";
import { sourceBody } from "../../config/body/source-body.ts";
import type {
  EndpointDocument,
  KeyEncoding,
  SecretDocument,
  SourceDocument,
} from "../../config/configuration.ts";
import type { AnswerToRemember } from "../../store/access/access-store.ts";
import type { EndpointEdit } from "../../store/resources/resource-store.ts";
import type { ApiParts } from "../api-parts.ts";
import type { Caller } from "../handler.ts";
import { documentOf } from "./body-refusal.ts";
import { editEndpoint } from "./edit-endpoint.ts";
import { editSource } from "./edit-source.ts";
import { ownSchemes } from "./own-schemes.ts";
import { callerIndex } from "./secret-owner.ts";
import type { OwnerPath } from "./secret-owner.ts";

type Secrets = readonly SecretDocument[];

/** How the owner's secrets are used. */
export interface SecretUsage {
  readonly scheme: Scheme;
  readonly keyEncoding?: KeyEncoding;
}

export interface SecretsEditing {
  readonly caller: Caller;
  readonly owner: OwnerPath;
  /** Gives the owner's secrets after the change, newest first; may refuse by throwing. */
  readonly apply: (secrets: Secrets, usage: SecretUsage) => Secrets;
  readonly action: "secret.rotate" | "secret.erase";
  readonly facts: (secrets: Secrets) => EndpointEdit["note"]["facts"];
  /** True where the first secret is one that was sent as `value`: the scheme may refuse it. */
  readonly checksFirst: boolean;
  readonly remember?: AnswerToRemember<Secrets> | undefined;
}

/**
 * Changes the secrets of a source, a caller or an endpoint that the API manages, and gives them as they are then. In
 * force when it resolves.
 *
 * @throws ApiRefusal `not_found`, `managed_by_file`, `request_invalid` for a value that the scheme refuses.
 */
export function editSecrets(
  parts: Pick<ApiParts, "store" | "settings" | "applyChanges">,
  editing: SecretsEditing,
): Promise<Secrets> {
  const { owner } = editing;
  return "endpoint" in owner
    ? editOfEndpoint(parts, editing, owner.endpoint)
    : editOfSource(parts, editing, owner);
}

async function editOfEndpoint(
  parts: Pick<ApiParts, "store" | "settings" | "applyChanges">,
  editing: SecretsEditing,
  name: string,
): Promise<Secrets> {
  const { caller, apply, action, checksFirst } = editing;
  const { document } = await editEndpoint(parts, {
    caller,
    name,
    edit: async (stored, resources) => {
      const secrets = apply(stored.secrets, stored);
      const changed: EndpointDocument = { ...stored, secrets };
      if (checksFirst) {
        const { allowInsecureEndpoints } = parts.settings;
        const schemes = ownSchemes(resources);
        const read = await readEndpointBody(endpointBody(changed), { allowInsecureEndpoints, schemes });
        documentOf(read, { at: "/secrets/0", sentAs: "/value" });
      }
      const note = { action, resource: { kind: "endpoint", name }, ...factsOf(editing, secrets) };
      return { document: changed, disabledReason: stored.disabledReason ?? null, note };
    },
    remember: remembering(editing, (edited: EndpointDocument) => edited.secrets),
  });
  return document.secrets;
}

async function editOfSource(
  parts: Pick<ApiParts, "store" | "applyChanges">,
  editing: SecretsEditing,
  owner: { readonly source: string; readonly caller?: string | undefined },
): Promise<Secrets> {
  const { caller, apply, action, checksFirst } = editing;
  const secretsOf = (source: SourceDocument): Secrets =>
    owner.caller === undefined
      ? source.secrets
      : (source.callers[callerIndex(source, owner.caller)]?.secrets ?? []);
  const { document } = await editSource(parts, {
    caller,
    name: owner.source,
    edit: async (stored, resources) => {
      const secrets = apply(secretsOf(stored), stored);
      const changed: SourceDocument =
        owner.caller === undefined
          ? { ...stored, secrets }
          : {
              ...stored,
              callers: stored.callers.map((each) =>
                each.name === owner.caller ? { ...each, secrets } : each,
              ),
            };
      if (checksFirst) {
        const of = owner.caller === undefined ? "" : `/callers/${callerIndex(stored, owner.caller)}`;
        const read = await readSourceBody(sourceBody(changed), caller.organization, ownSchemes(resources));
        documentOf(read, { at: `${of}/secrets/0`, sentAs: "/value" });
      }
      const resource =
        owner.caller === undefined
          ? { kind: "source", name: owner.source }
          : { kind: "caller", name: `${owner.source}/${owner.caller}` };
      const note = { action, resource, ...factsOf(editing, secrets) };
      return { document: changed, disabledReason: stored.disabledReason ?? null, note };
    },
    remember: remembering(editing, secretsOf),
  });
  return secretsOf(document);
}

function factsOf({ facts }: SecretsEditing, secrets: Secrets): Pick<EndpointEdit["note"], "facts"> {
  const told = facts(secrets);
  return told === undefined ? {} : { facts: told };
}

function remembering<Document>(
  { remember }: SecretsEditing,
  secretsOf: (document: Document) => Secrets,
): AnswerToRemember<{ readonly document: Document }> | undefined {
  if (remember === undefined) return undefined;
  return { key: remember.key, answer: ({ document }) => remember.answer(secretsOf(document)) };
}
