import type { AnswerOf, Routes } from "@countersign/contract";
import { Option } from "commander";
import { deliveryColumns } from "../../api/delivery-columns.ts";
import { deliveryStates } from "../../api/delivery-states.ts";
import type { DeliveryState } from "../../api/delivery-states.ts";
import { given } from "../../api/given.ts";
import { listAction } from "../../api/list-action.ts";
import { addPeriodOptions, readPeriod } from "../../api/period.ts";
import type { PeriodOptions } from "../../api/period.ts";

interface ListDeliveriesOptions extends PeriodOptions {
  readonly state?: DeliveryState;
  readonly endpoint?: string;
  readonly source?: string;
  readonly event?: string;
  readonly replay?: string;
  readonly due?: true;
}

/** `countersign deliveries list` */
export const listDeliveries = listAction<
  AnswerOf<Routes["listDeliveries"]>["items"][number],
  ListDeliveriesOptions
>({
  name: "deliveries list",
  summary: "Lists deliveries, those of the newest event first.",
  addOptions: (command) =>
    addPeriodOptions(command)
      .addOption(
        new Option("--state <state>", "in this state; failed ones are the dead letters").choices(
          deliveryStates,
        ),
      )
      .option("--endpoint <name>", "to this endpoint")
      .option("--source <name>", "of this source's events")
      .option("--event <id>", "of this event")
      .option("--replay <id>", "that this replay made or retried")
      .option("--due", "only pending ones that could be tried now"),
  columns: deliveryColumns,
  read: ({ client, options }, page) => {
    const { state, endpoint, source, event, replay } = options;
    const due = options.due === true ? ("now" as const) : undefined;
    const filters = given({ state, endpoint, source, event, replay, due });
    return client.call("listDeliveries", { query: { ...page, ...readPeriod(options), ...filters } });
  },
});
