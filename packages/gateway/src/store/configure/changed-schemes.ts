import type { OrganizationDocument } from "../../config/configuration.ts";
import type { ConfigurationChange, SchemeRow } from "../configuration-rows.ts";
import type { ChangedResource } from "./changed-resources.ts";
import { differingFields } from "./differing-fields.ts";
import type { StoredOrganization } from "./stored-resource.ts";

/** Tells what a planned change does to the schemes of one organization. */
export function changedSchemes(
  change: ConfigurationChange,
  { stored, wanted }: { readonly stored: StoredOrganization; readonly wanted: OrganizationDocument },
): readonly ChangedResource[] {
  const toldOf = ({ id, name, disabledReason }: SchemeRow): ChangedResource => {
    const told = { kind: "scheme", name, fields: [] } as const;
    const before = stored.schemes.find((scheme) => scheme.id === id);
    const after = wanted.schemes?.find((scheme) => scheme.id === name);
    if (disabledReason !== null || after === undefined) return { ...told, change: "disable" };
    if (before === undefined) return { ...told, change: "create" };
    const kind = before.disabledReason === undefined ? "update" : "enable";
    return { ...told, change: kind, fields: differingFields(before.scheme, after) };
  };
  const deleted = stored.schemes.filter(({ id }) => change.deletedSchemes.includes(id));
  return [
    ...change.schemes.map(toldOf),
    ...deleted.map(({ name }): ChangedResource => ({ change: "delete", kind: "scheme", name, fields: [] })),
  ];
}
