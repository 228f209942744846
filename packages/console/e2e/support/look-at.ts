import { axeFaults } from "./axe-faults.ts";
import { untilLoaded } from "./until-loaded.ts";
import type { Visit } from "./visit.ts";

/**
 * Opens one screen after another, takes a picture of each, and gives what is wrong with them: serious and critical faults
 * of axe, and whatever the browser complained of. A story expects none.
 *
 * @param screens by the name of the picture, the path.
 */
export async function lookAt(
  shown: Visit,
  screens: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const { page } = shown;
  const found: string[] = [];
  for (const [name, path] of Object.entries(screens)) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await untilLoaded(page);
    await shown.picture(name);
    found.push(...(await axeFaults(page)).map((fault) => `${name}: ${fault}`));
  }
  return [...found, ...shown.faults];
}
