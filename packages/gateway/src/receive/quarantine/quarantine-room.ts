import type { Source } from "../../config/configuration.ts";
import { quarantineDefaults } from "../../config/quarantine-defaults.ts";
import type { QuarantineRoom } from "../../store/quarantine/quarantine-store.ts";

/** How much of the source's refused requests is kept; undefined where nothing is. */
export function quarantineRoom({
  id,
  quarantine = quarantineDefaults,
}: Pick<Source, "id" | "quarantine">): QuarantineRoom | undefined {
  return quarantine === "off" ? undefined : { sourceId: id, ...quarantine };
}
