import { afterAll, beforeAll, describe } from "vitest";
import { findChromium, noChromium } from "./find-chromium.ts";
import { openStage } from "./stage.ts";
import type { OpenStage, Stage } from "./stage.ts";

/**
 * The stories of one file, on one stage that opens before the first and closes after the last. Skipped, and said so, where
 * there is no browser.
 *
 * @example
 * describeStories("an event", (stage) => {
 *   beforeAll(async () => await (await stage.traffic()).sendNotes(1));
 *   test("is shown to a viewer", async () => {
 *     await using shown = await stage.visit({ as: "viewer" });
 *   });
 * });
 */
export function describeStories(about: string, tell: (stage: Stage) => void): void {
  const chromium = findChromium();
  describe.skipIf(chromium === undefined)(
    `${about}${chromium === undefined ? ` (${noChromium})` : ""}`,
    () => {
      let opened: OpenStage | undefined;
      beforeAll(async () => {
        opened = await openStage(chromium ?? "");
      });
      afterAll(async () => await opened?.close());
      const stage = (): Stage => {
        if (opened === undefined) throw new Error("the stage is there within beforeAll, tests and afterAll");
        return opened;
      };
      tell({
        get gateway() {
          return stage().gateway;
        },
        traffic: async () => await stage().traffic(),
        visit: async (options) => await stage().visit(options),
      });
    },
  );
}
