import { createVerifier } from "countersign";
import type { Scheme } from "countersign";
import { nabla } from "countersign/schemes";
import { expect, test } from "vitest";
import { copiedDraft, firstDraft } from "../../../src/screens/scheme-editor/first-draft.ts";

test("what a description begins as is a scheme already, read on the day when it was begun", () => {
  const draft = JSON.parse(firstDraft(new Date("2026-11-22T23:59:00Z"))) as Scheme;
  expect(() => createVerifier(draft, { keys: [{ secret: "a secret" }] })).not.toThrow();
  expect(draft.documentation[0]?.checked).toBe("2026-11-22");
});

test("a copy is the same scheme under an id of its own", () => {
  const draft = copiedDraft({ id: nabla.id, definition: { ...nabla } });
  expect(JSON.parse(draft)).toEqual({ ...nabla, id: "my-nabla" });
});
