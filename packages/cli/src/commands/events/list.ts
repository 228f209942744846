import type { AnswerOf, Routes } from "@countersign/contract";
import { Option } from "commander";
import { deliveryStates } from "../../api/delivery-states.ts";
import type { DeliveryState } from "../../api/delivery-states.ts";
import { given } from "../../api/given.ts";
import { listAction } from "../../api/list-action.ts";
import { addPeriodOptions, readPeriod } from "../../api/period.ts";
import type { PeriodOptions } from "../../api/period.ts";
import { formatBytes } from "../../output/format-bytes.ts";

type Event = AnswerOf<Routes["listEvents"]>["items"][number];

interface ListEventsOptions extends PeriodOptions {
  readonly source?: string;
  readonly type?: string;
  readonly deliveryState?: DeliveryState;
  readonly endpoint?: string;
  readonly missedBy?: string;
  readonly conflict?: true;
  readonly repeat?: true;
  readonly unreadable?: true;
}

/** `countersign events list` */
export const listEvents = listAction<Event, ListEventsOptions>({
  name: "events list",
  summary: "Lists events, newest first, without their payloads.",
  addOptions: (command) =>
    addPeriodOptions(command)
      .option("--source <name>", "of this source; api for those sent through the API")
      .option("--type <pattern>", "of this type; * stands for any run of characters")
      .addOption(
        new Option("--delivery-state <state>", "with a delivery in this state").choices(deliveryStates),
      )
      .option("--endpoint <name>", "with a delivery to this endpoint")
      .option("--missed-by <endpoint>", "that this endpoint wants and has no delivery of")
      .option("--conflict", "that bear the id of another event with another body")
      .option("--repeat", "whose content was accepted before")
      .option("--unreadable", "whose payload is not what the scheme says"),
  columns: {
    received: ({ receivedAt }) => receivedAt,
    source: ({ source }) => source,
    type: ({ type }) => type,
    size: ({ bodyBytes }) => formatBytes(bodyBytes),
    marks: marksOf,
    id: ({ id }) => id,
  },
  read: ({ client, options }, page) => {
    const { source, type, deliveryState, endpoint, missedBy, conflict, repeat, unreadable } = options;
    const filters = { source, type, deliveryState, endpoint, missedBy, conflict, repeat, unreadable };
    return client.call("listEvents", { query: { ...page, ...readPeriod(options), ...given(filters) } });
  },
});

/** What is out of the ordinary about an event. */
function marksOf({ duplicates, isRepeat, isPayloadUnreadable, conflictsWith }: Event): readonly string[] {
  return [
    ...(duplicates > 0 ? [`seen ${duplicates + 1}×`] : []),
    ...(isRepeat ? ["repeat"] : []),
    ...(isPayloadUnreadable ? ["unreadable"] : []),
    ...(conflictsWith === null ? [] : ["conflict"]),
  ];
}
