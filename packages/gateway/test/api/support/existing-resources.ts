import type { RouteName } from "@countersign/contract";
import { ask } from "./ask.ts";
import type { ApiWorld } from "./api-world.ts";

/**
 * Bodies that the routes below a parameter take: without one, the matrix would see a wrong body refused and not another
 * organization's resource.
 */
export const exampleBodies: Readonly<Partial<Record<RouteName, unknown>>> = {};

/**
 * What north has under each parameter of a path, so that the access matrix can ask for it with south's keys. A resource
 * that every organization shares is `shared`.
 */
export const existingResources: Readonly<
  Record<string, { readonly find: (world: ApiWorld) => Promise<string>; readonly isShared?: true }>
> = {
  organization: { find: async () => "north" },
  scheme: { find: async () => "nabla", isShared: true },
  apiKey: {
    find: async ({ url, north }) => {
      const { json } = await ask(`${url}/api/v1/api-keys`, { apiKey: north.admin });
      const [newest] = (json as { readonly items: readonly { readonly id: string }[] }).items;
      if (newest === undefined) throw new Error("north has no keys");
      return newest.id;
    },
  },
};
