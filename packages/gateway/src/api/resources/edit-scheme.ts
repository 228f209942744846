import type { Scheme } from "countersign";
import type { ProblemCode } from "@countersign/contract";
import type { SchemeUser } from "../../config/scheme-users.ts";
import type { StoredScheme } from "../../store/configure/stored-resource.ts";
import type {
  EditRequest,
  EditedResource,
  SchemeEdit,
  SchemeStillNamed,
} from "../../store/resources/resource-store.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Caller } from "../handler.ts";

/** How many users of a scheme a refusal names; it counts all of them. */
const MAX_NAMED_USERS = 10;

type Request = EditRequest<StoredScheme, SchemeEdit>;

export interface SchemeEditing extends Pick<Request, "edit" | "remember"> {
  readonly caller: Caller;
  readonly id: string;
}

/**
 * Makes, changes or deletes a scheme of the caller's organization; in force when this resolves.
 *
 * @throws ApiRefusal `scheme_in_use`, `scheme_not_fitting`, with who names the scheme.
 */
export async function editScheme(
  { store, applyChanges }: Pick<ApiParts, "store" | "applyChanges">,
  { caller, id, edit, remember }: SchemeEditing,
): Promise<EditedResource<Scheme>> {
  const { organizationId, actor } = caller;
  const outcome = await store.resources.editScheme({ organizationId, name: id, actor, edit, remember });
  if (outcome.outcome === "already_answered") throw new ApiRefusal("idempotency_key_reused");
  if (outcome.outcome !== "done") throw stillNamed(outcome);
  await applyChanges();
  return outcome.edited;
}

const told: Readonly<
  Record<SchemeStillNamed["outcome"], { readonly code: ProblemCode; readonly expected: string }>
> = {
  in_use: { code: "scheme_in_use", expected: "a scheme that nothing names" },
  unfit: { code: "scheme_not_fitting", expected: "a scheme that fits whatever names it" },
};

function stillNamed({ outcome, users }: SchemeStillNamed): ApiRefusal {
  const { code, expected } = told[outcome];
  const counts = (["source", "endpoint"] as const).map((kind) => counted(users, kind)).join(" and ");
  const names = users.slice(0, MAX_NAMED_USERS).map(({ kind, name }) => `${kind} ${name}`);
  const more = users.length > MAX_NAMED_USERS ? ", …" : "";
  const found = `${counts}: ${names.join(", ")}${more}`;
  return new ApiRefusal(code, { problems: [{ in: "path", pointer: "/scheme", expected, found }] });
}

function counted(users: readonly SchemeUser[], kind: SchemeUser["kind"]): string {
  const count = users.filter((user) => user.kind === kind).length;
  return `${count} ${kind}${count === 1 ? "" : "s"}`;
}
