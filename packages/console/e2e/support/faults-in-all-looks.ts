import { axeFaults } from "./axe-faults.ts";
import { LOOKS } from "./looks.ts";
import type { Visit } from "./visit.ts";

/**
 * Looks at the page as it is now in every way, takes a picture of each, and ends as it began.
 *
 * @returns serious and critical faults of axe.
 */
export async function faultsInAllLooks(shown: Visit, name: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const look of LOOKS) {
    await shown.lookAs(look);
    await shown.untilLoaded();
    await shown.picture(name);
    const { width, colorScheme } = look;
    const faults = await axeFaults(shown.page);
    found.push(...faults.map((fault) => `${name} (${width}, ${colorScheme}): ${fault}`));
  }
  await shown.lookAs({ width: "desk", colorScheme: "light" });
  return found;
}
