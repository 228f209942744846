import { apiAction } from "../../api/api-action.ts";
import { printDelivery } from "../../api/print-delivery.ts";

/** `countersign deliveries get` */
export const getDelivery = apiAction({
  name: "deliveries get",
  summary: "Shows one delivery with its attempts.",
  arguments: { "<delivery>": "its id: dlv_…" },
  run: async ({ client, args: [delivery = ""], isJson }) =>
    printDelivery(await client.call("getDelivery", { params: { delivery } }), { isJson }),
});
