import { nabla } from "countersign/schemes";
import { beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { axeFaults } from "./support/axe-faults.ts";
import { describeStories } from "./support/describe-stories.ts";
import { tabTo } from "./support/tab-to.ts";

const OWN = { ...nabla, id: "acme", name: "Acme Labs" };

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const description = (page: Page) => page.getByLabel("Description", { exact: true });

describeStories("schemes", (stage) => {
  beforeAll(async () => {
    await stage.traffic();
    await stage.gateway.client.call("createScheme", { body: OWN });
    await stage.gateway.client.call("createSource", {
      body: { name: "acme", scheme: "acme", secrets: ["a secret of acme"] },
    });
  });

  test("tell whether they pass their vectors", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/schemes/suki?tab=tests");
    await page.getByRole("heading", { name: /^Vectors: .*all \d+ right$/ }).waitFor();
    await page.getByRole("table", { name: "Vectors" }).getByRole("row").nth(30).waitFor();
    expect(shown.faults).toEqual([]);
  });

  test("are described, checked at each letter, tried, kept, and given to a source", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/schemes");
    await button(page, "New scheme…").click();
    await page.getByText("a scheme", { exact: true }).waitFor();
    const draft = await description(page).inputValue();

    await description(page).fill(draft.replace("401", "999"));
    await page.getByText("/answer/refused", { exact: true }).waitFor();
    const line = draft.slice(0, draft.indexOf("401")).split("\n").length;
    expect(await page.getByRole("list", { name: "Faults" }).innerText()).toContain(`Line ${line}`);
    expect(await button(page, "Keep the scheme").getAttribute("aria-disabled")).toBe("true");
    await description(page).fill(draft.replace('"id": "my-sender",', '"id": "my-sender"'));
    await page.getByText("expected a comma or }").waitFor();
    await page.getByRole("button", { name: "Line 4" }).click();
    const chosen = await description(page).evaluate((field) => {
      const { value, selectionStart, selectionEnd } = field as HTMLTextAreaElement;
      return value.slice(selectionStart, selectionEnd);
    });
    expect(chosen).toBe('  "name": "My sender",');
    await shown.picture("schemes-fault");
    expect(await axeFaults(page)).toEqual([]);

    await description(page).fill(draft.replaceAll("my-sender", "clinic-lab"));
    await page.getByText("a scheme", { exact: true }).waitFor();
    await button(page, "Fill in an example").click();
    await page.getByText("Headers that the sender sends").waitFor();
    await button(page, "Verify").click();
    await page.getByRole("region", { name: "Result" }).getByText("verified", { exact: true }).waitFor();
    await shown.picture("schemes-tried");
    await button(page, "Keep the scheme").click();
    await page.waitForURL(/\/console\/schemes\/clinic-lab$/);
    await button(page, "Make a source with it…").click();
    await page.getByLabel("Signing secret").fill("a secret of the lab");
    await page.getByRole("button", { name: "Make the source" }).click();
    await page.getByLabel("URL for the sender", { exact: true }).waitFor();
    const { scheme } = await stage.gateway.client.call("getSource", { params: { source: "clinic-lab" } });
    expect(scheme).toBe("clinic-lab");
    expect(shown.faults).toEqual([]);
  });

  test("that are an organization's own are changed for whoever names them, and not deleted under them", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/schemes/acme?tab=danger");
    await page.getByRole("link", { name: "Used by 1" }).waitFor();
    expect(await button(page, "Delete…").getAttribute("aria-disabled")).toBe("true");
    await button(page, "Edit…").click();
    await page.getByText("source acme: a change counts there").waitFor();
    const draft = await description(page).inputValue();
    await description(page).fill(draft.replace("60000", "120000"));
    const changed = page.getByRole("table", { name: "Differences" });
    await changed.getByText("/proof/message/parts/0/toleranceMs").waitFor();
    expect(await changed.getByRole("row").last().innerText()).toContain("120000");
    await page.getByText("a scheme", { exact: true }).waitFor();
    await button(page, "Save").click();
    await page.waitForURL(/\/console\/schemes\/acme$/);
    await page.getByText("At most 120 s from the receiver's clock").waitFor();
    await page.getByRole("link", { name: "Versions" }).click();
    await changed.getByText("/proof/message/parts/0/toleranceMs").waitFor();
    await page.getByLabel("After", { exact: true }).selectOption("1");
    await page.waitForURL(/after=1/);
    await page.getByText("They are alike.").waitFor();
    await shown.picture("schemes-versions");
    expect(await axeFaults(page)).toEqual([]);
    expect(shown.faults).toEqual([]);
  });

  test("that nobody names are deleted by their typed id", async () => {
    await stage.gateway.client.call("createScheme", { body: { ...OWN, id: "unused" } });
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/schemes/unused?tab=danger");
    await page.getByRole("link", { name: "Used by 0" }).waitFor();
    await button(page, "Delete…").click();
    await page.getByRole("textbox", { name: /Type unused/ }).fill("unused");
    await button(page, "Delete the scheme").click();
    await page.waitForURL(/\/console\/schemes$/);
    await page.getByText("The scheme unused is deleted.").waitFor();
    expect(shown.faults).toEqual([]);
  });

  test("are walked, opened and edited by keyboard alone", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/overview");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("h");
    await page.getByRole("row").filter({ hasText: "Acme Labs" }).waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/console\/schemes\/acme$/);
    await page.getByText("What the sender does").waitFor();
    await page.keyboard.press("]");
    await page.waitForURL(/tab=description$/);
    await page.goto("/console/schemes/acme/edit");
    await page.getByText("a scheme", { exact: true }).waitFor();
    await tabTo(page, description(page));
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Delete");
    await page.getByText("expected the end").waitFor();
    await page.keyboard.type("{");
    await page.getByText("a scheme", { exact: true }).waitFor();
    await page.keyboard.press("Control+s");
    await page.waitForURL(/\/console\/schemes\/acme$/);
    expect(shown.faults).toEqual([]);
  });

  test("are read by a viewer, who may neither test nor change them", async () => {
    await using shown = await stage.visit({ as: "viewer" });
    const { page } = shown;
    await page.goto("/console/schemes");
    await page.getByRole("row").nth(1).waitFor();
    expect(await button(page, "New scheme…").getAttribute("aria-disabled")).toBe("true");
    await page.goto("/console/schemes/acme?tab=tests");
    await page.getByText("Your role runs no tests").waitFor();
    for (const name of ["Open in the playground", "Edit…", "Copy as a new scheme…"])
      expect(await button(page, name).getAttribute("aria-disabled")).toBe("true");
    await page.goto("/console/schemes/acme/edit");
    await page.getByText("Your role edits no schemes").waitFor();
  });
});
