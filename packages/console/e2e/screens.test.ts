import { beforeAll, expect, test } from "vitest";
import { axeFaults } from "./support/axe-faults.ts";
import { describeStories } from "./support/describe-stories.ts";
import { TWO_LOOKS } from "./support/looks.ts";
import { untilLoaded } from "./support/until-loaded.ts";

/** Every screen that leads nowhere in particular, by its path. */
const SCREENS = [
  "overview",
  "inbox",
  "deliveries",
  "quarantine",
  "live",
  "sources",
  "endpoints",
  "connections",
  "replays",
] as const;

describeStories("every screen", (stage) => {
  beforeAll(async () => {
    const traffic = await stage.traffic();
    await traffic.sendNotes(40);
    await traffic.sendSchedule(5);
    await traffic.sendTampered();
  });

  test.each(TWO_LOOKS.flatMap((look) => SCREENS.map((screen) => ({ screen, ...look }))))(
    "$screen is shown without a fault in $colorScheme at $width width",
    async ({ screen, ...look }) => {
      await using shown = await stage.visit(look);
      const { page } = shown;
      await page.goto(`/console/${screen}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      // The live screen holds its connection open: it is never idle, and has its own story.
      if (screen !== "live") await untilLoaded(page);
      await shown.picture(screen);
      expect(await axeFaults(page)).toEqual([]);
      expect(shown.faults).toEqual([]);
    },
  );
});
