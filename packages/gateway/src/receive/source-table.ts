import type { Configuration } from "../config/configuration.ts";
import { errorFields } from "../observe/error-fields.ts";
import type { Log } from "../observe/log.ts";
import type { Metrics } from "../observe/metrics.ts";
import { ReceivingSource } from "./receiving-source.ts";
import { SourceGroup } from "./source-group.ts";

/** Path → the sources it leads to. Never changed: a reload builds another and swaps it in whole. */
export type SourceTable = ReadonlyMap<string, SourceGroup>;

/**
 * Makes every enabled source ready to receive. A source that the library refuses (stored by another version) is left out,
 * logged, and refused like an unknown one; the others work.
 */
export function buildSourceTable(
  configuration: Configuration,
  observe: { readonly log: Log; readonly metrics: Metrics },
): SourceTable {
  const byPath = new Map<string, ReceivingSource[]>();
  for (const organization of configuration.organizations) {
    for (const source of organization.sources.filter(({ isEnabled }) => isEnabled)) {
      try {
        const receiving = new ReceivingSource(organization, source, observe.metrics);
        const sharing = byPath.get(source.path);
        if (sharing === undefined) byPath.set(source.path, [receiving]);
        else sharing.push(receiving);
      } catch (error) {
        const { errorCode: code } = errorFields(error);
        observe.log("source_unusable", { organization: organization.name, source: source.name, code });
      }
    }
  }
  const table = new Map<string, SourceGroup>();
  for (const [path, [first, ...others]] of byPath) {
    if (first !== undefined) table.set(path, new SourceGroup(first, others));
  }
  return table;
}

/** How many sources of the organization receive now. */
export function countSources(table: SourceTable, organization: string): number {
  const sources = [...table.values()].flatMap((group) => group.all);
  return sources.filter((source) => source.organization.name === organization).length;
}
