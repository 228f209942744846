import type { Scheme } from "countersign";
import { schemes } from "countersign/schemes";
import { ApiRefusal } from "../api-refusal.ts";
import type { Handlers } from "../handler.ts";

/** The built-in schemes by id; a map, because ids come from requests. */
const builtIn: ReadonlyMap<string, Scheme> = new Map(Object.entries(schemes));

export function schemeHandlers(): Handlers<"listSchemes" | "getScheme"> {
  return {
    listSchemes: () => ({ items: [...builtIn.values()].map(summary) }),
    getScheme: ({ params }) => {
      const scheme = builtIn.get(params.scheme);
      if (scheme === undefined) throw new ApiRefusal("not_found");
      return { ...summary(scheme), definition: { ...scheme } };
    },
  };
}

function summary({ id, name }: Scheme): { id: string; name: string; isBuiltIn: boolean } {
  return { id, name, isBuiltIn: true };
}
