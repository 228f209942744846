import type { Framework } from "./framework.ts";

/** A server of the folder `servers`: JavaScript, because not every framework brings types. */
export async function loadServer(name: string): Promise<Framework["start"]> {
  const { start } = (await import(`./servers/${name}.mjs`)) as { readonly start: Framework["start"] };
  return start;
}
