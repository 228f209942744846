import type { DisabledReason, OrganizationDocument } from "../../config/configuration.ts";
import type { ConfigurationChange, SecretOwner } from "../configuration-rows.ts";
import { changedParts } from "./changed-parts.ts";
import { changedSchemes } from "./changed-schemes.ts";
import { definitionOf } from "./definitions.ts";
import { differingFields } from "./differing-fields.ts";
import type { StoredEndpoint, StoredOrganization, StoredSource } from "./stored-resource.ts";

/** What a change does to one resource, as a person reads it before saying yes. Holds no value of anything. */
export interface ChangedResource {
  readonly change: "create" | "update" | "enable" | "disable" | "delete" | "revoke";
  readonly kind: "scheme" | "source" | "caller" | "endpoint" | "secret";
  readonly name: string;
  /** Of a caller and a secret: what it belongs to. */
  readonly owner?: ResourceOwner;
  /** Which settings differ. */
  readonly fields: readonly string[];
}

export interface ResourceOwner {
  readonly kind: SecretOwner;
  readonly name: string;
}

/**
 * Tells what a planned change does to one organization. Callers and secrets of what is created or deleted as a whole are
 * not told one by one.
 */
export function changedResources(
  change: ConfigurationChange,
  organization: { readonly stored: StoredOrganization; readonly wanted: OrganizationDocument },
): readonly ChangedResource[] {
  const { stored, wanted } = organization;
  const whole = [
    ...change.sources.map((row) =>
      changedRow("source", row, { stored: stored.sources, wanted: wanted.sources }),
    ),
    ...change.endpoints.map((row) =>
      changedRow("endpoint", row, { stored: stored.endpoints, wanted: wanted.endpoints }),
    ),
  ];
  const parts = changedParts(change, stored);
  const toldWhole = [...whole, ...parts].filter(({ change: kind }) => kind === "create" || kind === "delete");
  const isToldWith = (owner: ResourceOwner | undefined): boolean =>
    toldWhole.some(({ kind, name }) => kind === owner?.kind && name === owner.name);
  const schemes = changedSchemes(change, organization);
  return [...schemes, ...whole, ...parts.filter(({ owner }) => !isToldWith(owner))];
}

type Resource = StoredSource | StoredEndpoint;
type Wanted = OrganizationDocument["sources"][number] | OrganizationDocument["endpoints"][number];

interface Row {
  readonly id: number;
  readonly name: string;
  readonly disabledReason: DisabledReason | null;
}

function changedRow(
  kind: "source" | "endpoint",
  { id, name, disabledReason }: Row,
  lists: { readonly stored: readonly Resource[]; readonly wanted: readonly Wanted[] },
): ChangedResource {
  const before = lists.stored.find((resource) => resource.id === id);
  const after = lists.wanted.find((resource) => resource.name === name);
  if (disabledReason === "deleted") return { change: "delete", kind, name, fields: [] };
  if (after === undefined) return { change: "disable", kind, name, fields: [] };
  if (before === undefined || before.disabledReason === "deleted") {
    return { change: "create", kind, name, fields: [] };
  }
  const isEnabled = disabledReason === null && before.disabledReason !== undefined;
  return {
    change: isEnabled ? "enable" : "update",
    kind,
    name,
    fields: differingFields(definitionOf(before), definitionOf(after)),
  };
}
