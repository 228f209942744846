import type { AnswerOf, Routes } from "@countersign/contract";
import { apiAction } from "../../api/api-action.ts";
import type { RunCommand } from "../../commands.ts";
import { endWithReader, print, printJson } from "../../output/print.ts";

type Act = "retryDelivery" | "cancelDelivery" | "skipDelivery" | "releaseDelivery";
type Acted = AnswerOf<Routes[Act]>;

/** `countersign deliveries retry` */
export const retryDeliveries = deliveryAct("retryDelivery", {
  name: "deliveries retry",
  summary: "Tries dead letters or waiting deliveries again now; a dead letter gets its whole schedule anew.",
});

/** `countersign deliveries cancel` */
export const cancelDeliveries = deliveryAct("cancelDelivery", {
  name: "deliveries cancel",
  summary: "Cancels pending or held deliveries for good.",
});

/** `countersign deliveries skip` */
export const skipDeliveries = deliveryAct("skipDelivery", {
  name: "deliveries skip",
  summary: "Gives dead letters up, so that deliveries behind them with the same ordering key go on.",
});

/** `countersign deliveries release` */
export const releaseDeliveries = deliveryAct("releaseDelivery", {
  name: "deliveries release",
  summary: "Sends held deliveries.",
});

/** One action on deliveries, one after the other; the first that is refused ends it. */
function deliveryAct(
  route: Act,
  { name, summary }: { readonly name: string; readonly summary: string },
): RunCommand {
  return apiAction({
    name,
    summary,
    arguments: { "<deliveries...>": "ids: dlv_…" },
    run: async ({ client, args, isJson }) => {
      endWithReader();
      for (const delivery of args) {
        const acted: Acted = await client.call(route, { params: { delivery } });
        if (isJson) await printJson(acted);
        else await print(`${acted.id}  ${acted.state}\n`);
      }
    },
  });
}
