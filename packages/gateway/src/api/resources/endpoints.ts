import type { FieldProblem } from "@countersign/contract";
import { endpointBody } from "../../config/body/endpoint-body.ts";
import { readEndpointBody } from "../../config/body/read-endpoint-body.ts";
import type { EndpointDocument } from "../../config/configuration.ts";
import { ownSources } from "../../config/own-sources.ts";
import { wantsSource } from "../../config/wants-source.ts";
import type { StoredEndpoint } from "../../store/configure/stored-resource.ts";
import type { EndpointEdit, OrganizationResources } from "../../store/resources/resource-store.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Caller, Handlers } from "../handler.ts";
import { pageAfter } from "../page-after.ts";
import { documentOf } from "./body-refusal.ts";
import { byName } from "./by-name.ts";
import { editEndpoint, putEndpoint } from "./edit-endpoint.ts";
import { checkIsDeletable } from "./managed-resource.ts";
import { ownSchemes } from "./own-schemes.ts";
import { patched } from "./patched.ts";
import { showEndpoint, showStoredEndpoint } from "./show-endpoint.ts";
import type { ShownEndpoint } from "./show-endpoint.ts";

type EndpointRoute =
  | "listEndpoints"
  | "createEndpoint"
  | "getEndpoint"
  | "updateEndpoint"
  | "enableEndpoint"
  | "disableEndpoint"
  | "deleteEndpoint";

export function endpointHandlers(
  parts: Pick<ApiParts, "store" | "settings" | "applyChanges">,
): Handlers<EndpointRoute> {
  const { store, settings } = parts;

  const readingIn = (resources: OrganizationResources): Parameters<typeof readEndpointBody>[1] => ({
    allowInsecureEndpoints: settings.allowInsecureEndpoints,
    schemes: ownSchemes(resources),
  });

  const find = async (name: string, { organizationId }: Caller): Promise<StoredEndpoint> => {
    const { endpoints } = await store.resources.read(organizationId);
    const found = endpoints.find((endpoint) => endpoint.name === name);
    if (found === undefined) throw new ApiRefusal("not_found");
    return found;
  };

  /** Sets whether an endpoint is paused; one that is so already is left as it is. */
  const setPaused = async (
    isPaused: boolean,
    request: {
      readonly params: { readonly endpoint: string };
      readonly caller: Caller;
      readonly checkPrecondition: (current: ShownEndpoint) => void;
    },
  ): Promise<ShownEndpoint> => {
    const { params, caller, checkPrecondition } = request;
    const present = await find(params.endpoint, caller);
    const disabledReason = isPaused ? "paused" : null;
    if (present.managedBy === "api" && (present.disabledReason ?? null) === disabledReason) {
      checkPrecondition(showStoredEndpoint(present));
      return showStoredEndpoint(present);
    }
    const { document, facts } = await editEndpoint(parts, {
      caller,
      name: params.endpoint,
      edit: (stored) => {
        checkPrecondition(showStoredEndpoint(stored));
        const action = isPaused ? "endpoint.disable" : "endpoint.enable";
        return { document: stored, disabledReason, note: noteOf(action, stored.name) };
      },
    });
    return showEndpoint(document, facts);
  };

  return {
    listEndpoints: async ({ query, caller }) => {
      const { endpoints } = await store.resources.read(caller.organizationId);
      const { items, next } = pageAfter(byName(endpoints), query, ({ name }) => name);
      return { items: items.map(showStoredEndpoint), next };
    },

    createEndpoint: async ({ body, caller, remember }) => {
      const { edited } = await putEndpoint(parts, {
        caller,
        name: body.name,
        edit: async (stored, resources) => {
          const document = documentOf(await readEndpointBody(body, readingIn(resources)));
          if (stored !== undefined) throw new ApiRefusal("name_taken");
          checkWantedSources(document, resources);
          const note = {
            ...noteOf("endpoint.create", document.name),
            facts: { scheme: document.scheme.id },
          };
          return { document, disabledReason: null, note };
        },
        remember: remember((made) => showEndpoint(made.document, made.facts)),
      });
      return showEndpoint(edited.document, edited.facts);
    },

    getEndpoint: async ({ params, caller }) => showStoredEndpoint(await find(params.endpoint, caller)),

    updateEndpoint: async ({ params, body, caller, checkPrecondition }) => {
      const { document, facts } = await editEndpoint(parts, {
        caller,
        name: params.endpoint,
        edit: async (stored, resources) => {
          checkPrecondition(showStoredEndpoint(stored));
          const read = await readEndpointBody(patched(endpointBody(stored), body), readingIn(resources));
          const wanted = documentOf(read);
          if (body.sources !== undefined) checkWantedSources(wanted, resources);
          const note = { ...noteOf("endpoint.update", stored.name), facts: { fields: Object.keys(body) } };
          const changed = { ...wanted, secrets: stored.secrets };
          return { document: changed, disabledReason: stored.disabledReason ?? null, note };
        },
      });
      return showEndpoint(document, facts);
    },

    enableEndpoint: (request) => setPaused(false, request),
    disableEndpoint: (request) => setPaused(true, request),

    deleteEndpoint: async ({ params, caller }) => {
      const { cancelledDeliveries } = await putEndpoint(parts, {
        caller,
        name: params.endpoint,
        edit: (stored) => {
          checkIsDeletable(stored, "endpoint", caller);
          const note = noteOf("endpoint.delete", stored.name);
          return { document: stored, disabledReason: "deleted", note };
        },
      });
      return { cancelledDeliveries };
    },
  };
}

function noteOf(action: `endpoint.${string}`, name: string): EndpointEdit["note"] {
  return { action, resource: { kind: "endpoint", name } };
}

/** As in the configuration file: a name or pattern that fits no source is a slip, and would never get an event. */
function checkWantedSources(document: EndpointDocument, { sources }: OrganizationResources): void {
  const names = [...sources.map(({ name }) => name), ...Object.keys(ownSources)];
  const problems = document.sources.flatMap((wanted, index): readonly FieldProblem[] => {
    if (wanted === "*" || names.some((name) => wantsSource([wanted], name))) return [];
    const expected = "a source of this organization, or a pattern that fits one";
    return [{ in: "body", pointer: `/sources/${index}`, expected, found: "one that fits none" }];
  });
  if (problems.length > 0) throw new ApiRefusal("request_invalid", { problems });
}
