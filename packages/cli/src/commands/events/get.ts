import { apiAction } from "../../api/api-action.ts";
import { deliveryColumns } from "../../api/delivery-columns.ts";
import { formatRecord } from "../../output/format-record.ts";
import { print, printJson } from "../../output/print.ts";
import { TableWriter } from "../../output/table-writer.ts";

/** `countersign events get` */
export const getEvent = apiAction({
  name: "events get",
  summary: "Shows what is known of one event beside its payload, and its deliveries.",
  arguments: { "<event>": "its id: evt_…" },
  run: async ({ client, args: [event = ""], isJson }) => {
    const detail = await client.call("getEvent", { params: { event } });
    if (isJson) return await printJson(detail);
    const { deliveries, ...facts } = detail;
    await print(formatRecord(facts));
    if (deliveries.length === 0) return await print("\nno endpoint wanted it\n");
    await print("\n");
    await new TableWriter(deliveryColumns, process.stdout.columns).write(deliveries);
  },
});
