import { causes } from "../../packages/core/dist/explain/index.js";
import { causeNotes } from "./cause-notes.mjs";
import { page, section, table } from "./markdown.mjs";

const HOW_SHOWN = {
  recomputed:
    "`explain` finds the received signature again under this cause, which proves it. Where several causes give the same bytes, it lists them all.",
  inspected:
    "`explain` sees this in the request, the configuration or what you tell it, and says how sure it is",
  "not-searched": "`explain` does not look for this",
};

/** Path → what makes the page: one page a cause, and their list. */
export const causePages = {
  "docs/causes/README.md": causesPage,
  ...Object.fromEntries(Object.keys(causes).map((code) => [`docs/causes/${code}.md`, () => causePage(code)])),
};

function causesPage() {
  return page(
    "Why a signature does not match",
    "Every known cause. `explain` of `countersign/explain` names them by these codes, which never change their meaning.",
    table(
      ["code", "cause", "what `explain` does"],
      Object.entries(causes).map(([code, { title, shown }]) => [
        `[${code}](${code}.md)`,
        title,
        { recomputed: "proves it", inspected: "sees it", "not-searched": "does not look for it" }[shown],
      ]),
    ),
  );
}

/** @param {string} code */
function causePage(code) {
  const { title, meaning, remedy, shown, reason } = causes[code];
  const { sign, code: sample } = causeNotes[code];
  const proof = reason === undefined ? HOW_SHOWN[shown] : `${HOW_SHOWN[shown]}: ${reason}.`;
  return page(
    `${code}: ${title}`,
    meaning,
    section("How to recognise it", sign, proof),
    section("How to mend it", remedy, ...(sample === undefined ? [] : [sample])),
    "[All causes](README.md)",
  );
}
