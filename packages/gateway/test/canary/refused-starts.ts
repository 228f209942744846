import { temporaryDirectory } from "../support/temporary-directory.ts";
import type { CanaryRun } from "./canary-run.ts";
import { dataErrors } from "./data-errors.ts";
import { fileErrors } from "./file-errors.ts";
import type { MarkedWorld } from "./marked-world.ts";
import { refuseStart } from "./refuse-start.ts";
import { usageErrors } from "./usage-errors.ts";

/** As many starts at once as there are usually cores. */
const AT_ONCE = 3;

/** Starts that are refused, each for another reason, with secrets wherever they can be given. */
export async function refusedStarts(run: CanaryRun, world: MarkedWorld): Promise<void> {
  await using directory = await temporaryDirectory("canary");
  const starts = [
    ...usageErrors(run.markers, directory.path),
    ...(await fileErrors(run.markers, world, directory.path)),
    ...(await dataErrors(run, world, directory.path)),
  ];
  const inTurn = Array.from({ length: AT_ONCE }, async () => {
    for (let start = starts.shift(); start !== undefined; start = starts.shift())
      await refuseStart(run, start);
  });
  await Promise.all(inTurn);
}
