import { readSourceBody } from "../../config/body/read-source-body.ts";
import { sourceBody } from "../../config/body/source-body.ts";
import type { StoredSource } from "../../store/configure/stored-resource.ts";
import type { SourceEdit } from "../../store/resources/resource-store.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Caller, Handlers } from "../handler.ts";
import { pageAfter } from "../page-after.ts";
import { documentOf } from "./body-refusal.ts";
import { byName } from "./by-name.ts";
import { editSource, putSource } from "./edit-source.ts";
import { checkIsDeletable } from "./managed-resource.ts";
import { ownSchemes } from "./own-schemes.ts";
import { patched } from "./patched.ts";
import { showSource } from "./show-source.ts";
import type { ShownSource, SourceSurroundings } from "./show-source.ts";

type SourceRoute =
  | "listSources"
  | "createSource"
  | "getSource"
  | "updateSource"
  | "enableSource"
  | "disableSource"
  | "deleteSource";

export function sourceHandlers(
  parts: Pick<ApiParts, "store" | "applyChanges" | "settings">,
): Handlers<SourceRoute> {
  const { store, settings } = parts;

  const surroundings = async ({ organizationId }: Caller): Promise<SourceSurroundings> => ({
    gatewayUrl: settings.publicUrl,
    lastEvents: await store.resources.lastEvents(organizationId),
  });

  const find = async (name: string, { organizationId }: Caller): Promise<StoredSource> => {
    const { sources } = await store.resources.read(organizationId);
    const found = sources.find((source) => source.name === name);
    if (found === undefined) throw new ApiRefusal("not_found");
    return found;
  };

  /** Sets whether a source is paused; one that is so already is left as it is. */
  const setPaused = async (
    isPaused: boolean,
    request: {
      readonly params: { readonly source: string };
      readonly caller: Caller;
      readonly checkPrecondition: (current: ShownSource) => void;
    },
  ): Promise<ShownSource> => {
    const { params, caller, checkPrecondition } = request;
    const present = await find(params.source, caller);
    const around = await surroundings(caller);
    const disabledReason = isPaused ? "paused" : null;
    if (present.managedBy === "api" && (present.disabledReason ?? null) === disabledReason) {
      const shown = showSource(present, present, around);
      checkPrecondition(shown);
      return shown;
    }
    const { document, facts } = await editSource(parts, {
      caller,
      name: params.source,
      edit: (stored) => {
        checkPrecondition(showSource(stored, stored, around));
        const action = isPaused ? "source.disable" : "source.enable";
        return { document: stored, disabledReason, note: noteOf(action, stored.name) };
      },
    });
    return showSource(document, facts, around);
  };

  return {
    listSources: async ({ query, caller }) => {
      const { sources } = await store.resources.read(caller.organizationId);
      const { items, next } = pageAfter(byName(sources), query, ({ name }) => name);
      const around = await surroundings(caller);
      return { items: items.map((source) => showSource(source, source, around)), next };
    },

    createSource: async ({ body, caller, remember }) => {
      const around = await surroundings(caller);
      const edited = await putSource(parts, {
        caller,
        name: body.name,
        edit: async (stored, resources) => {
          const read = await readSourceBody(body, caller.organization, ownSchemes(resources));
          const document = documentOf(read);
          if (stored !== undefined) throw new ApiRefusal("name_taken");
          const facts = { scheme: document.scheme.id };
          return {
            document,
            disabledReason: null,
            note: { ...noteOf("source.create", document.name), facts },
          };
        },
        remember: remember((made) => showSource(made.document, made.facts, around)),
      });
      return showSource(edited.document, edited.facts, around);
    },

    getSource: async ({ params, caller }) => {
      const source = await find(params.source, caller);
      return showSource(source, source, await surroundings(caller));
    },

    updateSource: async ({ params, body, caller, checkPrecondition }) => {
      const around = await surroundings(caller);
      const { document, facts } = await editSource(parts, {
        caller,
        name: params.source,
        edit: async (stored, resources) => {
          checkPrecondition(showSource(stored, stored, around));
          const wanted = patched(sourceBody(stored), body);
          const read = await readSourceBody(wanted, caller.organization, ownSchemes(resources));
          const { secrets, callers } = stored;
          const changed = { ...documentOf(read), secrets, callers };
          const fields = Object.keys(body);
          const note = { ...noteOf("source.update", stored.name), facts: { fields } };
          return { document: changed, disabledReason: stored.disabledReason ?? null, note };
        },
      });
      return showSource(document, facts, around);
    },

    enableSource: (request) => setPaused(false, request),
    disableSource: (request) => setPaused(true, request),

    deleteSource: async ({ params, caller }) => {
      await putSource(parts, {
        caller,
        name: params.source,
        edit: (stored) => {
          checkIsDeletable(stored, "source", caller);
          const note = noteOf("source.delete", stored.name);
          return { document: stored, disabledReason: "deleted", note };
        },
      });
      return undefined;
    },
  };
}

function noteOf(action: `source.${string}`, name: string): SourceEdit["note"] {
  return { action, resource: { kind: "source", name } };
}
