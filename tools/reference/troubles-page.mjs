import { troubleTypes } from "../../packages/gateway/dist/troubles/trouble-types.js";
import { code, page, table } from "./markdown.mjs";

const HOUR_MS = 60 * 60 * 1000;

export function troublesPage() {
  return page(
    "Troubles",
    "What a gateway tells an organization of itself: events of the source `countersign`, delivered and signed like any other. An endpoint gets them when its `sources` name `countersign`; a wildcard does not include it. The same trouble of the same source, endpoint or secret is told at most once in the time given here, over restarts and by all gateways together; the times begin on the clock (UTC). Their data are names, codes, counts and times, and nothing of a patient. A delivery that fails to tell of a trouble makes no trouble of its own.",
    table(
      ["type", "told at most every", "means"],
      Object.entries(troubleTypes).map(([type, { repeatMs, meaning }]) => [
        code(type),
        `${repeatMs / HOUR_MS} h`,
        meaning,
      ]),
    ),
  );
}
