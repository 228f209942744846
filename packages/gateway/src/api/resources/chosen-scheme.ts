import type { BodyOf, Routes } from "@countersign/contract";
import type { Scheme } from "countersign";
import { schemes } from "countersign/schemes";
import { readInlineSchemeBody } from "../../config/body/read-scheme-body.ts";
import type { ApiParts } from "../api-parts.ts";
import type { Caller } from "../handler.ts";
import { documentOf, refusedAt } from "./body-refusal.ts";

/**
 * The scheme that a body names or writes out under `scheme`.
 *
 * @throws ApiRefusal `request_invalid` where there is none of that id, or it is no scheme
 */
export async function chosenScheme(
  { store }: Pick<ApiParts, "store">,
  { organizationId }: Caller,
  choice: BodyOf<Routes["signInPlayground"]>["scheme"],
): Promise<Scheme> {
  if (typeof choice !== "string") {
    return documentOf(await readInlineSchemeBody(choice), { at: "", sentAs: "/scheme" });
  }
  const own = (await store.resources.read(organizationId)).schemes.find(({ name }) => name === choice);
  // An own one hides a built-in one that a later version brings under its id.
  const found = own?.scheme ?? (Object.hasOwn(schemes, choice) ? schemes[choice] : undefined);
  if (found === undefined) throw refusedAt("/scheme", "the id of a scheme", "no such scheme");
  return found;
}
