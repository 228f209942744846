import { apiAction } from "../../api/api-action.ts";
import type { RunCommand } from "../../commands.ts";
import { printAnswer } from "../../output/print-answer.ts";

/** `countersign replays pause` */
export const pauseReplay = replayAct("pauseReplay", {
  name: "replays pause",
  summary: "Pauses a running replay.",
});

/** `countersign replays resume` */
export const resumeReplay = replayAct("resumeReplay", {
  name: "replays resume",
  summary: "Lets a paused replay go on.",
});

/** `countersign replays stop` */
export const stopReplay = replayAct("stopReplay", {
  name: "replays stop",
  summary: "Stops a replay for good. What it has made by then is delivered.",
});

function replayAct(
  route: "pauseReplay" | "resumeReplay" | "stopReplay",
  { name, summary }: { readonly name: string; readonly summary: string },
): RunCommand {
  return apiAction({
    name,
    summary,
    arguments: { "<replay>": "its id: rpl_…" },
    run: async ({ client, args: [replay = ""], isJson }) =>
      printAnswer(await client.call(route, { params: { replay } }), { isJson }),
  });
}
