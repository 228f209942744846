import { dutiesOf } from "../../role.ts";
import type { ApiParts } from "../api-parts.ts";
import type { Handlers } from "../handler.ts";
import { isoTime } from "../iso-time.ts";

export function healthHandlers(
  parts: Pick<ApiParts, "settings" | "version" | "isReady" | "countSources" | "now" | "monotonicMs">,
): Handlers<"getHealth"> {
  const { settings, version, isReady, countSources, now, monotonicMs } = parts;
  const startedAt = isoTime(now());
  const startedMs = monotonicMs();
  return {
    getHealth: async ({ caller }) => ({
      version,
      startedAt,
      uptimeSeconds: Math.floor((monotonicMs() - startedMs) / 1000),
      store: (await isReady()) ? "ok" : "unavailable",
      sources: countSources(caller.organization),
      isReceivingHere: settings.adminListen === undefined && dutiesOf(settings.role).isReceiving,
    }),
  };
}
