import { schemes } from "countersign/schemes";
import { expect, test } from "vitest";
import { descriptionText } from "../../src/schemes/description-text.ts";

test("a description reads in the order in which people tell it, and says the same", () => {
  for (const scheme of Object.values(schemes)) {
    const text = descriptionText({ ...scheme });
    expect(JSON.parse(text)).toEqual(scheme);
    expect(text.startsWith('{\n  "version": 1,\n  "id":')).toBe(true);
    expect(text.indexOf('"proof"')).toBeLessThan(text.indexOf('"event"'));
  }
});
