import { expect, test } from "vitest";
import { ORGANIZATION } from "./support/console-gateway.ts";
import { describeStories } from "./support/describe-stories.ts";
import { postMany } from "./support/post-many.ts";

const EVENTS = 10_000;
const SECRET = "an-agreed-text-for-the-long-list";

/** So many rows are in view, ahead of it and behind it. */
const MAX_DRAWN_ROWS = 80;
/** Every row has a few elements of its own, and there is a page around them. */
const MAX_ELEMENTS = 3000;

interface Seen {
  readonly positions: number;
  readonly events: number;
  readonly lastPosition: number;
  readonly mostRows: number;
  readonly mostElements: number;
}

describeStories("a list of ten thousand", (stage) => {
  test("is scrolled from its first row to its last: every one is drawn once seen, and few at a time", async () => {
    const { client, url } = stage.gateway;
    await client.call("createSource", {
      body: { name: "bulk", scheme: "honeybee-secret", secrets: [SECRET] },
    });
    const headers = { "content-type": "application/json", "x-honeybee-secret": SECRET };
    const messages = Array.from({ length: EVENTS }, (_, index) => ({
      headers,
      body: JSON.stringify({ event_id: `evt-${index}`, event_type: "order.shipped" }),
    }));
    await postMany(`${url}/in/${ORGANIZATION}/bulk`, messages);

    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/inbox?source=bulk");
    const table = page.getByRole("table", { name: "Events" });
    await table.getByRole("row").nth(3).waitFor();
    const seen = await table.evaluate(walkDown, EVENTS);
    expect(seen).toMatchObject({ positions: EVENTS, events: EVENTS, lastPosition: EVENTS + 1 });
    expect(seen.mostRows).toBeLessThan(MAX_DRAWN_ROWS);
    expect(seen.mostElements).toBeLessThan(MAX_ELEMENTS);
    await page.getByText(`${EVENTS.toLocaleString("en")} events`).waitFor();
    expect(shown.faults).toEqual([]);
  });
});

/** Runs in the page: goes down by what is in view, frame by frame, and notes every row it has met. */
async function walkDown(table: HTMLElement | SVGElement, rows: number): Promise<Seen> {
  const events = new Map<number, string>();
  let mostRows = 0;
  let mostElements = 0;
  // No new row within so many frames: something is wrong, and the counts tell.
  for (let idle = 0; events.size < rows && idle < 1000;) {
    const before = events.size;
    const drawn = [...table.querySelectorAll("[role=row][aria-rowindex]")];
    for (const row of drawn) {
      const href = row.querySelector("a")?.getAttribute("href") ?? undefined;
      if (href !== undefined) events.set(Number(row.getAttribute("aria-rowindex")), href);
    }
    mostRows = Math.max(mostRows, drawn.length);
    mostElements = Math.max(mostElements, document.querySelectorAll("*").length);
    idle = events.size > before ? 0 : idle + 1;
    // A row stays in view. Only once what is in view is drawn, so that none is passed over.
    const drawnTo = drawn.at(-1)?.getBoundingClientRect().bottom ?? 0;
    if (drawnTo >= table.getBoundingClientRect().bottom) table.scrollTop += table.clientHeight * 0.9;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return {
    positions: events.size,
    events: new Set(events.values()).size,
    lastPosition: Math.max(...events.keys()),
    mostRows,
    mostElements,
  };
}
