import { apiAction } from "../../api/api-action.ts";
import { formatRecord } from "../../output/format-record.ts";
import { print, printJson } from "../../output/print.ts";

const JSON_INDENT = 2;

/** `countersign events masked` */
export const getMaskedEvent = apiAction({
  name: "events masked",
  summary: "Shows the shape of an event's payload with every value hidden.",
  arguments: { "<event>": "its id: evt_…" },
  run: async ({ client, args: [event = ""], isJson }) => {
    const masked = await client.call("getMaskedEvent", { params: { event } });
    if (isJson) return await printJson(masked);
    const { body, headers, ...facts } = masked;
    const shown = headers.map(({ name, value }) => [name, value] as const);
    await print(`${formatRecord(facts)}\n${formatRecord(Object.fromEntries(shown))}\n`);
    // JSON escapes whatever a terminal would act upon.
    await print(`${JSON.stringify(body, undefined, JSON_INDENT)}\n`);
  },
});
