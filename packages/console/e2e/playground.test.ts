import { schemes } from "countersign/schemes";
import { beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { axeFaults } from "./support/axe-faults.ts";
import { describeStories } from "./support/describe-stories.ts";
import { faultsInAllLooks } from "./support/faults-in-all-looks.ts";
import { PATIENT_NAME } from "./support/real-traffic.ts";

const SECRET = "a-secret-typed-into-the-playground";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const result = (page: Page) => page.getByRole("region", { name: "Result" });

describeStories("the playground", (stage) => {
  beforeAll(async () => await (await stage.traffic()).sendTampered());

  test("is shown without a fault, light and dark, at a desk and on a phone", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/playground?scheme=honeybee");
    await button(page, "Fill in an example").click();
    await page.getByText("Headers that the sender sends").waitFor();
    const found = [...(await faultsInAllLooks(shown, "playground-signed"))];
    await button(page, "Verify").click();
    await result(page).getByText("verified", { exact: true }).waitFor();
    found.push(...(await faultsInAllLooks(shown, "playground-verified")));
    await page.getByLabel("Headers", { exact: true }).fill("no header");
    await button(page, "Verify").click();
    await result(page).getByRole("alert").waitFor();
    found.push(...(await faultsInAllLooks(shown, "playground-missing")));
    expect([...found, ...shown.faults]).toEqual([]);
  });

  test("signs, verifies, and explains one changed byte; what was typed is nowhere but in its fields", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/playground?scheme=nabla");
    await page.getByLabel("Secret", { exact: true }).fill(SECRET);
    await page.getByLabel("Body", { exact: true }).fill('{"id":"n1","type":"note.done"}');
    await button(page, "Sign").click();
    await result(page).getByText("Piece 2: body").waitFor();
    expect(await page.getByLabel("Headers", { exact: true }).inputValue()).toMatch(
      /^x-nabla-webhook-timestamp: .+Z\nx-nabla-webhook-signature: [\da-f]{64}$/,
    );
    await button(page, "Verify").click();
    await result(page).getByText("verified", { exact: true }).waitFor();
    await result(page).getByText("note.done", { exact: true }).waitFor();

    await page.getByLabel("Body", { exact: true }).fill('{"id": "n1", "type": "note.done"}');
    await page.getByText("What follows was before your last change.").waitFor();
    await button(page, "Verify").click();
    await result(page).getByText("refused: no_match").waitFor();
    await button(page, "Explain").click();
    await result(page)
      .getByText(/signatures? tried in/)
      .waitFor();
    await shown.picture("playground-explained");
    expect(await axeFaults(page)).toEqual([]);

    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, history.state]));
    expect([page.url(), kept].join(" ")).not.toContain(SECRET);
    // Behind dots, and in no other place of the page.
    expect(await page.locator("body").innerText()).not.toContain(SECRET);
    await page.getByRole("link", { name: "Inbox" }).click();
    await page.getByRole("heading", { level: 1, name: "Inbox" }).waitFor();
    await page.goBack();
    expect(await page.getByLabel("Secret", { exact: true }).inputValue()).toBe("");
    expect(shown.faults).toEqual([]);
  });

  test("has an example for every scheme, which verifies", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/playground");
    for (const { id, name } of Object.values(schemes)) {
      await page.getByLabel("Scheme", { exact: true }).selectOption(id);
      await page.waitForURL(new RegExp(`scheme=${id}$`));
      await page.getByRole("group", { name: `By ${name}`, exact: true }).waitFor();
      await button(page, "Fill in an example").click();
      await result(page).getByText("Headers that the sender sends").waitFor();
      await button(page, "Verify").click();
      await result(page).getByText("verified", { exact: true }).waitFor();
    }
    expect(shown.faults).toEqual([]);
  });

  test("is opened from a refused request with the names of its headers, and nothing that it says", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    const { items } = await stage.gateway.client.call("listQuarantine", { query: {} });
    await page.goto(`/console/quarantine/${items[0]?.id}`);
    await button(page, "Open in the playground").click();
    await page.getByText("with the names of its headers").waitFor();
    expect(await page.getByLabel("Headers", { exact: true }).inputValue()).toMatch(
      /^x-nabla-webhook-signature: $/m,
    );
    expect(await page.getByLabel("Scheme", { exact: true }).inputValue()).toBe("nabla");
    expect(await page.content()).not.toContain(PATIENT_NAME);
    expect(shown.faults).toEqual([]);
  });

  test("sends to a source as its sender would, and leads to the event or to what was refused", async () => {
    await stage.gateway.client.call("createSource", {
      body: { name: "tried", scheme: "nabla", secrets: [SECRET] },
    });
    await using shown = await stage.visit({ as: "operator" });
    const { page } = shown;
    const send = async (secret: string): Promise<void> => {
      await page.goto("/console/playground?source=tried");
      await page.getByLabel("Secret", { exact: true }).fill(secret);
      await page.getByLabel("Body", { exact: true }).fill('{"id":"sent-1","type":"note.done"}');
      await page.locator("button:not([aria-disabled])", { hasText: /^Send$/ }).click();
    };
    await send(SECRET);
    await page.getByRole("heading", { name: "Answered 200" }).waitFor();
    await shown.picture("playground-sent");
    const found = await axeFaults(page);
    await result(page).getByRole("link", { name: "Open the event" }).click();
    await page.waitForURL(/console\/events\/evt_/);
    await page.getByText("note.done").first().waitFor();

    await send("not-the-secret-of-the-source");
    await page.getByRole("heading", { name: "Answered 401" }).waitFor();
    await result(page).getByRole("link", { name: "See why it was refused" }).click();
    await page.waitForURL(/console\/quarantine\/qua_/);
    expect([...found, ...shown.faults]).toEqual([]);
  });

  test("works by keyboard alone", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/overview");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("p");
    await page.getByRole("heading", { level: 1, name: "Playground" }).waitFor();
    await button(page, "Sign").waitFor();
    await page.keyboard.press("x");
    await result(page).getByText("Headers that the sender sends").waitFor();
    await page.keyboard.press("Control+Enter");
    await result(page).getByText("verified", { exact: true }).waitFor();
    expect(shown.faults).toEqual([]);
  });

  test("is not offered to a viewer, whom its address tells why", async () => {
    await using shown = await stage.visit({ as: "viewer" });
    const { page } = shown;
    await page.goto("/console/playground");
    await page.getByText("Your role tries nothing here").waitFor();
    expect(await page.getByRole("link", { name: "Playground" }).count()).toBe(0);
    expect(await page.getByLabel("Secret", { exact: true }).count()).toBe(0);
  });
});
