import { describe, expect, it, vi } from "vitest";
import { readPlace } from "../../../src/commands/migrate/read-place.ts";

const DATABASE = "postgres://me:a-password@db.example.org/countersign";

async function warningsOf(text: string): Promise<{ readonly place: string; readonly warnings: string }> {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    const place = await readPlace(text, { DATABASE });
    return { place, warnings: write.mock.calls.map(([line]) => String(line)).join("") };
  } finally {
    write.mockRestore();
  }
}

describe("the place of a store", () => {
  it("is what a variable holds, without a warning", async () => {
    expect(await warningsOf("env:DATABASE")).toEqual({ place: DATABASE, warnings: "" });
  });

  it("is warned about where a password stands on the command line, which is not repeated", async () => {
    const { place, warnings } = await warningsOf(DATABASE);
    expect(place).toBe(DATABASE);
    expect(warnings).toContain("Warning");
    expect(warnings).not.toContain("a-password");
  });

  it.each(["./data", "sqlite:/srv/data", "postgres://me@db.example.org:5432/countersign", "C:\\data"])(
    "%s is taken as it is",
    async (text) => {
      expect(await warningsOf(text)).toEqual({ place: text, warnings: "" });
    },
  );
});
