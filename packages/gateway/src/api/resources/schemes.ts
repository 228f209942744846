import type { Scheme } from "countersign";
import { schemes } from "countersign/schemes";
import { readSchemeBody } from "../../config/body/read-scheme-body.ts";
import { differingFields } from "../../store/configure/differing-fields.ts";
import type { StoredScheme } from "../../store/configure/stored-resource.ts";
import type { SchemeEdit } from "../../store/resources/resource-store.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Caller, Handlers } from "../handler.ts";
import { pageAfter } from "../page-after.ts";
import { checkScheme } from "../../scheme-check/check-scheme.ts";
import { checkVectors } from "../../scheme-check/check-vectors.ts";
import { readSchemeVectors } from "../../scheme-check/scheme-vector.ts";
import { documentOf, fieldProblem, refusedAt } from "./body-refusal.ts";
import { editScheme } from "./edit-scheme.ts";
import { keptVersions, versionFacts } from "./scheme-versions.ts";
import { checkIsDeletable, checkIsOfApi } from "./managed-resource.ts";
import {
  showBuiltInScheme,
  showScheme,
  showStoredScheme,
  summarizeBuiltIn,
  summarizeScheme,
} from "./show-scheme.ts";

type SchemeRoute =
  | "listSchemes"
  | "createScheme"
  | "getScheme"
  | "updateScheme"
  | "deleteScheme"
  | "listSchemeVersions"
  | "testScheme"
  | "lintScheme";

/** The built-in schemes by id; a map, because ids come from requests. */
const builtIn: ReadonlyMap<string, Scheme> = new Map(Object.entries(schemes));

export function schemeHandlers(parts: Pick<ApiParts, "store" | "applyChanges">): Handlers<SchemeRoute> {
  const { store } = parts;

  const readOwn = async ({ organizationId }: Caller): Promise<readonly StoredScheme[]> =>
    (await store.resources.read(organizationId)).schemes;

  return {
    listSchemes: async ({ query, caller }) => {
      const own = await readOwn(caller);
      // An own one hides a built-in one that a later version brings under its id: that is how names are read.
      const others = [...builtIn.values()].filter(({ id }) => own.every(({ name }) => name !== id));
      const all = [
        ...own.map((stored) => summarizeScheme(stored.scheme, stored)),
        ...others.map(summarizeBuiltIn),
      ]
        .filter(({ origin }) => query.origin === undefined || origin === query.origin)
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      return pageAfter(all, query, ({ id }) => id);
    },

    createScheme: async ({ body, caller, remember }) => {
      const scheme = documentOf(await readSchemeBody(body));
      const { document, facts } = await editScheme(parts, {
        caller,
        id: scheme.id,
        edit: (stored) => {
          if (stored !== undefined) throw new ApiRefusal("name_taken");
          const facts = versionFacts(scheme, 1);
          return { document: scheme, note: { ...noteOf("scheme.create", scheme.id), facts } };
        },
        remember: remember((made) => showScheme(made.document, made.facts)),
      });
      return showScheme(document, facts);
    },

    getScheme: async ({ params, caller }) => {
      const own = (await readOwn(caller)).find(({ name }) => name === params.scheme);
      if (own !== undefined) return showStoredScheme(own);
      const scheme = builtIn.get(params.scheme);
      if (scheme === undefined) throw new ApiRefusal("not_found");
      return showBuiltInScheme(scheme);
    },

    listSchemeVersions: async ({ params, caller }) => {
      const own = (await readOwn(caller)).find(({ name }) => name === params.scheme);
      if (own !== undefined) return { items: [...(await keptVersions(store, caller, own.name))] };
      if (builtIn.has(params.scheme)) return { items: [] };
      throw new ApiRefusal("not_found");
    },

    testScheme: async ({ params, caller }) => {
      const own = (await readOwn(caller)).find(({ name }) => name === params.scheme);
      const scheme = own?.scheme ?? builtIn.get(params.scheme);
      if (scheme === undefined) throw new ApiRefusal("not_found");
      const vectors = own === undefined ? await readSchemeVectors(scheme.id) : [];
      const cases = [...checkScheme(scheme), ...checkVectors(scheme, vectors)];
      return { isRight: cases.every(({ isRight }) => isRight), cases };
    },

    lintScheme: async ({ body }) => {
      const read = await readSchemeBody(body);
      if (read.isValid) return { isValid: true, problems: [], cases: [...checkScheme(read.document)] };
      const problems = read.problems.map((problem) => {
        const { pointer, expected, found } = fieldProblem(problem);
        return { pointer, expected, found };
      });
      return { isValid: false, problems, cases: [] };
    },

    updateScheme: async ({ params, body, caller, checkPrecondition }) => {
      const { document, facts } = await editScheme(parts, {
        caller,
        id: params.scheme,
        edit: async (stored) => {
          refuseBuiltIn(params.scheme, stored);
          checkIsOfApi(stored, "scheme", caller);
          checkPrecondition(showStoredScheme(stored));
          const scheme = documentOf(await readSchemeBody(body));
          if (scheme.id !== stored.name) throw refusedAt("/id", "the id that the path has", "another id");
          const fields = differingFields(stored.scheme, scheme);
          const facts = { fields, ...versionFacts(scheme, stored.version + 1) };
          return { document: scheme, note: { ...noteOf("scheme.update", stored.name), facts } };
        },
      });
      return showScheme(document, facts);
    },

    deleteScheme: async ({ params, caller }) => {
      await editScheme(parts, {
        caller,
        id: params.scheme,
        edit: (stored) => {
          refuseBuiltIn(params.scheme, stored);
          checkIsDeletable(stored, "scheme", caller);
          return { document: stored.scheme, isDeleted: true, note: noteOf("scheme.delete", stored.name) };
        },
      });
      return undefined;
    },
  };
}

/** @throws ApiRefusal `scheme_built_in` where only a built-in scheme has the id. */
function refuseBuiltIn(id: string, stored: StoredScheme | undefined): void {
  if (stored === undefined && builtIn.has(id)) throw new ApiRefusal("scheme_built_in");
}

function noteOf(action: `scheme.${string}`, name: string): SchemeEdit["note"] {
  return { action, resource: { kind: "scheme", name } };
}
