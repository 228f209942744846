import type { AnswerOf, Routes } from "@countersign/contract";
import { readSourceBody } from "../../config/body/read-source-body.ts";
import { literalText } from "../../config/body/secret-body.ts";
import { callerBody, sourceBody } from "../../config/body/source-body.ts";
import type { CallerDocument, SourceDocument } from "../../config/configuration.ts";
import type { ResourceFacts, StoredSource } from "../../store/configure/stored-resource.ts";
import type { OrganizationResources, SourceEdit } from "../../store/resources/resource-store.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Caller, Handlers } from "../handler.ts";
import { pageAfter } from "../page-after.ts";
import { documentOf } from "./body-refusal.ts";
import { byName } from "./by-name.ts";
import { editSource } from "./edit-source.ts";
import { ownSchemes } from "./own-schemes.ts";

type ShownCaller = AnswerOf<Routes["getCaller"]>;

type CallerRoute =
  | "listCallers"
  | "createCaller"
  | "getCaller"
  | "updateCaller"
  | "enableCaller"
  | "disableCaller"
  | "deleteCaller";

interface CallerRequest {
  readonly params: { readonly source: string; readonly caller: string };
  readonly caller: Caller;
  readonly checkPrecondition?: (current: ShownCaller) => void;
}

/** Gives the callers of a source after a change of one of them. */
type CallerEdit = (
  found: CallerDocument,
  stored: StoredSource,
  resources: OrganizationResources,
) => readonly CallerDocument[] | Promise<readonly CallerDocument[]>;

export function callerHandlers(parts: Pick<ApiParts, "store" | "applyChanges">): Handlers<CallerRoute> {
  const { store } = parts;

  const findSource = async (name: string, { organizationId }: Caller): Promise<StoredSource> => {
    const { sources } = await store.resources.read(organizationId);
    const found = sources.find((source) => source.name === name);
    if (found === undefined) throw new ApiRefusal("not_found");
    return found;
  };

  const change = async (
    action: `caller.${string}`,
    { params, caller, checkPrecondition }: CallerRequest,
    edit: CallerEdit,
  ): Promise<ShownCaller | undefined> => {
    const { document, facts } = await editSource(parts, {
      caller,
      name: params.source,
      edit: async (stored, resources) => {
        const found = callerOf(stored, params.caller);
        checkPrecondition?.(show(found, stored, stored));
        const changed = { ...stored, callers: await edit(found, stored, resources) };
        return { document: changed, ...restOf(stored, action, params.caller) };
      },
    });
    const found = document.callers.find(({ name }) => name === params.caller);
    return found === undefined ? undefined : show(found, document, facts);
  };

  /** Sets whether a caller is paused; one that is so already is left as it is. */
  const setPaused = async (isPaused: boolean, request: CallerRequest): Promise<ShownCaller> => {
    const { params, caller, checkPrecondition } = request;
    const source = await findSource(params.source, caller);
    const present = callerOf(source, params.caller);
    if (source.managedBy === "api" && (present.isPaused === true) === isPaused) {
      checkPrecondition?.(show(present, source, source));
      return show(present, source, source);
    }
    const action = isPaused ? "caller.disable" : "caller.enable";
    const changed = await change(action, request, (found, stored) => {
      const { isPaused: _isPaused, ...rest } = found;
      return replaced(stored, isPaused ? { ...rest, isPaused } : rest);
    });
    return changed ?? refuseUnknown();
  };

  return {
    listCallers: async ({ params, query, caller }) => {
      const source = await findSource(params.source, caller);
      const { items, next } = pageAfter(byName(source.callers), query, ({ name }) => name);
      return { items: items.map((item) => show(item, source, source)), next };
    },

    createCaller: async ({ params, body, caller, remember }) => {
      const { document, facts } = await editSource(parts, {
        caller,
        name: params.source,
        edit: async (stored, resources) => {
          if (stored.callers.some(({ name }) => name === body.name)) throw new ApiRefusal("name_taken");
          const callers = [...stored.callers.map(callerBody), body];
          const wanted = { ...sourceBody(stored), callers };
          const read = await readSourceBody(wanted, caller.organization, ownSchemes(resources));
          const at = `/callers/${stored.callers.length}`;
          const added = documentOf(read, { at, sentAs: "" }).callers.slice(-1);
          const changed = { ...stored, callers: [...stored.callers, ...added] };
          return { document: changed, ...restOf(stored, "caller.create", body.name) };
        },
        remember: remember((made) => show(callerOf(made.document, body.name), made.document, made.facts)),
      });
      return show(callerOf(document, body.name), document, facts);
    },

    getCaller: async ({ params, caller }) => {
      const source = await findSource(params.source, caller);
      return show(callerOf(source, params.caller), source, source);
    },

    updateCaller: async (request) => {
      const { params, body, caller } = request;
      const changed = await change("caller.update", request, async (found, stored, resources) => {
        const index = stored.callers.findIndex(({ name }) => name === params.caller);
        const callers = stored.callers.map(callerBody);
        callers[index] = { ...callerBody(found), apiKey: literalText(body.apiKey) };
        const wanted = { ...sourceBody(stored), callers };
        const read = await readSourceBody(wanted, caller.organization, ownSchemes(resources));
        const { apiKey } = callerOf(documentOf(read, { at: `/callers/${index}`, sentAs: "" }), found.name);
        return replaced(stored, { ...found, apiKey });
      });
      return changed ?? refuseUnknown();
    },

    enableCaller: (request) => setPaused(false, request),
    disableCaller: (request) => setPaused(true, request),

    deleteCaller: async ({ params, caller }) => {
      await change("caller.delete", { params, caller }, (found, { callers }) =>
        callers.filter(({ name }) => name !== found.name),
      );
      return undefined;
    },
  };
}

/** @throws ApiRefusal `not_found`. */
function callerOf({ callers }: SourceDocument, name: string): CallerDocument {
  return callers.find((caller) => caller.name === name) ?? refuseUnknown();
}

function refuseUnknown(): never {
  throw new ApiRefusal("not_found");
}

function replaced({ callers }: SourceDocument, changed: CallerDocument): readonly CallerDocument[] {
  return callers.map((caller) => (caller.name === changed.name ? changed : caller));
}

function restOf(
  stored: StoredSource,
  action: `caller.${string}`,
  name: string,
): Pick<SourceEdit, "disabledReason" | "note"> {
  const resource = { kind: "caller", name: `${stored.name}/${name}` };
  return { disabledReason: stored.disabledReason ?? null, note: { action, resource } };
}

function show(
  { name, isPaused }: CallerDocument,
  source: Pick<SourceDocument, "name">,
  { managedBy, version }: ResourceFacts,
): ShownCaller {
  return { name, source: source.name, state: isPaused === true ? "paused" : "enabled", managedBy, version };
}
