import type { AnswerOf, BodyOf, Routes } from "@countersign/contract";
import { Option } from "commander";
import { apiAction } from "../api/api-action.ts";
import { deliveryStates } from "../api/delivery-states.ts";
import type { DeliveryState } from "../api/delivery-states.ts";
import { given } from "../api/given.ts";
import { addPeriodOptions, readPeriod } from "../api/period.ts";
import type { PeriodOptions } from "../api/period.ts";
import { readRate } from "../arguments/read-rate.ts";
import { CommandError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { appended } from "../keys/key-options.ts";
import { confirm } from "../output/confirm.ts";
import { printAnswer } from "../output/print-answer.ts";
import { talk } from "../output/print.ts";
import { waitForReplay } from "./replay/wait-for-replay.ts";

interface ReplayOptions extends PeriodOptions {
  readonly source?: string;
  readonly type?: readonly string[];
  readonly endpoint?: string;
  readonly state?: DeliveryState;
  readonly retryFailed?: true;
  readonly backfill?: true;
  readonly to?: string;
  readonly asReceived?: true;
  readonly rate?: string;
  readonly reason?: string;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly wait?: true;
}

type Asked = Omit<BodyOf<Routes["previewReplay"]>, "filter"> & {
  readonly filter: BodyOf<Routes["previewReplay"]>["filter"];
};

/** `countersign replay`: sends stored events again, as a job of the gateway. */
export const replay = apiAction<ReplayOptions>({
  name: "replay",
  summary: "Sends stored events again, by id or by filter, as a job that goes on after a restart.",
  arguments: { "[events...]": "ids: evt_…; without any, all that the options name" },
  addOptions: (command) =>
    addPeriodOptions(command)
      .option("--source <name>", "of this source")
      .option("--type <pattern>", "of this type, * for any run of characters; may be given again", appended)
      .option("--endpoint <name>", "only what this endpoint has a delivery of")
      .addOption(new Option("--state <state>", "only deliveries in this state").choices(deliveryStates))
      .option("--retry-failed", "make dead letters pending again, instead of new deliveries")
      .option("--backfill", "deliver to the endpoint of --to what it wants and has no delivery of")
      .option("--to <endpoint>", "to this endpoint (default: to each that has a delivery of the event)")
      .option("--as-received", "with the sender's own signature headers instead of a fresh signature")
      .option("--rate <number>", "deliveries a second, such as 10/s (default: 50/s)")
      .option("--reason <text>", "why, for the audit log; at least 4 characters; not needed with --dry-run")
      .option("--dry-run", "count what would be sent, and send nothing")
      .option("--yes", "do not ask")
      .option("--wait", "show progress until it has ended"),
  run: async ({ client, args, options, isJson }) => {
    const asked = readAsked(args, options);
    const reason = options.dryRun === true ? undefined : readReason(options);
    const { count } = await client.call("previewReplay", { body: asked });
    if (reason === undefined) {
      await printAnswer({ count }, { isJson });
      talk("Nothing was sent: --dry-run.");
      return exitCodes.ok;
    }
    if (count === 0) {
      talk("There is nothing to send.");
      return exitCodes.ok;
    }
    if (!(await confirm(`${count} deliveries will be made or retried`, options))) return exitCodes.refused;
    const { rate } = options;
    const ratePerSecond = rate === undefined ? undefined : readRate(rate);
    const made = await client.call("createReplay", {
      body: { ...asked, reason, ...given({ ratePerSecond }) },
    });
    const shown: AnswerOf<Routes["getReplay"]> =
      options.wait === true ? await waitForReplay(client, made) : made;
    await printAnswer(shown, { isJson });
    if (shown.state === "running") talk(`Next: countersign replays get ${shown.id}`);
    return exitCodes.ok;
  },
});

function readReason({ reason }: ReplayOptions): string {
  if (reason !== undefined) return reason;
  throw new CommandError(
    "argument_invalid",
    'give --reason, such as --reason "the receiver is back", or --dry-run to count only',
  );
}

function readAsked(events: readonly string[], options: ReplayOptions): Asked {
  const { source, type, endpoint, state: deliveryState, to } = options;
  const what =
    options.retryFailed === true ? "retry_failed" : options.backfill === true ? "backfill" : "resend";
  const filter = {
    ...readPeriod(options),
    ...given({ source, endpoint, deliveryState }),
    ...(type !== undefined && { types: [...type] }),
    ...(events.length > 0 && { events: [...events] }),
  };
  const signing = options.asReceived === true ? "as_received" : "re_signed";
  return { what, filter, signing, ...given({ to }) };
}
