import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

const MODULE = new URL("../../dist/output/table-writer.js", import.meta.url).href;

/** What the built writer prints of two columns within a width. */
function written(
  items: readonly (readonly [string, string])[],
  width: number | undefined,
): readonly string[] {
  const script = `
    const { TableWriter } = await import(${JSON.stringify(MODULE)});
    const columns = { id: ([id]) => id, text: ([, text]) => text };
    await new TableWriter(columns, ${width}).write(${JSON.stringify(items)});`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  return stdout.trimEnd().split("\n");
}

it("cuts nothing where no terminal reads", () => {
  expect(written([["a", "x".repeat(300)]], undefined)).toEqual([
    "id  text".trimEnd(),
    `a   ${"x".repeat(300)}`,
  ]);
});

it("keeps to the width of the terminal, taking from the widest column", () => {
  const lines = written([["key_1", "a text that is too long"]], 20);
  expect(lines).toEqual(["id     text", "key_1  a text that …"]);
});

it("shows nothing that a terminal acts upon", () => {
  expect(written([["a\u001b[2J", "b\r"]], 80).join("")).not.toMatch(/\p{Cc}/u);
});
