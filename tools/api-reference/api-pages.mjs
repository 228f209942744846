// The pages of the API reference: what a reader of the declarations would see, with the comments as prose.
import { code, page, section, table } from "../reference/markdown.mjs";
import { readApi } from "./read-api.mjs";
import { readSubpaths } from "./subpaths.mjs";

/** @import { PublicSymbol } from "./read-api.mjs" */
/** @import { Subpath } from "./subpaths.mjs" */

/** Where the pages are; nothing else is there. */
export const API_FOLDER = "docs/reference/api/";

/** Longer constants are tables, which have pages of their own. */
const MAX_CONSTANT_LINES = 60;
const SHOWN_CONSTANT_LINES = 5;

/**
 * Path → what makes the page.
 *
 * @returns {Record<string, () => string>}
 * @throws {Error} Where a public name has no comment that says what it is.
 */
export function apiPages() {
  const subpaths = readSubpaths();
  const symbols = readApi(subpaths.map(({ types }) => types));
  refuseUndocumented(subpaths, symbols);
  const homes = homesOf(subpaths, symbols);
  const pages = subpaths.map((subpath, index) => [
    API_FOLDER + subpath.page,
    () => subpathPage(subpath, symbols[index] ?? [], homes),
  ]);
  return Object.fromEntries([[`${API_FOLDER}README.md`, () => overview(subpaths, symbols)], ...pages]);
}

/** @param {Subpath[]} subpaths @param {PublicSymbol[][]} symbols */
function refuseUndocumented(subpaths, symbols) {
  const bare = subpaths.flatMap(({ name }, index) =>
    (symbols[index] ?? []).filter(({ summary }) => summary === "").map((each) => `${each.name} of ${name}`),
  );
  if (bare.length > 0) throw new Error(`public, but no comment says what it is: ${bare.join(", ")}`);
}

/**
 * A name that several subpaths export is described on the first one's page. Name → its link.
 *
 * @param {Subpath[]} subpaths @param {PublicSymbol[][]} symbols
 * @returns {Map<string, { page: string, anchor: string }>}
 */
function homesOf(subpaths, symbols) {
  const homes = new Map();
  for (const [index, { page: home }] of subpaths.entries()) {
    /** @type {Map<string, number>} */
    const taken = new Map();
    for (const { name } of inOrder((symbols[index] ?? []).filter((each) => !homes.has(each.name)))) {
      const slug = name.toLowerCase();
      const earlier = taken.get(slug) ?? 0;
      taken.set(slug, earlier + 1);
      homes.set(name, { page: home, anchor: earlier === 0 ? slug : `${slug}-${earlier}` });
    }
  }
  return homes;
}

/** What is called comes before what it takes and gives. @param {PublicSymbol[]} symbols */
function inOrder(symbols) {
  return [
    ...symbols.filter(({ kind }) => kind === "value"),
    ...symbols.filter(({ kind }) => kind === "type"),
  ];
}

/** @param {Subpath[]} subpaths @param {PublicSymbol[][]} symbols */
function overview(subpaths, symbols) {
  const rows = subpaths.map(({ name, page: home, purpose }, index) => [
    `[${code(name)}](${home})`,
    purpose,
    (symbols[index] ?? [])
      .filter(({ kind }) => kind === "value")
      .map((each) => code(each.name))
      .join(", "),
  ]);
  return page(
    "API of the library",
    `Each scheme also has a path of its own, such as ${code("countersign/schemes/nabla")}. Errors are in [Errors](../errors.md).`,
    table(["import from", "to", "values"], rows),
  );
}

/** @param {Subpath} subpath @param {PublicSymbol[]} symbols @param {ReturnType<typeof homesOf>} homes */
function subpathPage(subpath, symbols, homes) {
  const here = symbols.filter(({ name }) => homes.get(name)?.page === subpath.page);
  const elsewhere = symbols
    .filter((each) => !here.includes(each))
    .map(({ name }) => link(name, subpath, homes));
  const also = elsewhere.length === 0 ? [] : [`Exported here too: ${elsewhere.join(", ")}.`];
  const sections = inOrder(here).map((symbol) => symbolSection(symbol, subpath, homes));
  return page(code(subpath.name), subpath.purpose, ...also, ...sections);
}

/** @param {PublicSymbol} symbol @param {Subpath} subpath @param {ReturnType<typeof homesOf>} homes */
function symbolSection(symbol, subpath, homes) {
  const { name, summary, parameters, returns, throws, examples, mentions } = symbol;
  const types = mentions.filter((each) => homes.has(each)).map((each) => link(each, subpath, homes));
  return section(
    name,
    summary,
    typescript(shortened(symbol)),
    ...(parameters.length > 0
      ? [parameters.map((each) => `- ${code(each.name)}: ${each.text}`).join("\n")]
      : []),
    ...(returns === "" ? [] : [`**Returns** ${returns}`]),
    ...throws.map((each) => `**Throws** ${each}`),
    ...examples.map(typescript),
    ...(types.length > 0 ? [`See ${types.join(", ")}.`] : []),
  );
}

/** @param {PublicSymbol} symbol */
function shortened({ declaration }) {
  const lines = declaration.split("\n");
  const isTable = declaration.startsWith("const ") && lines.length > MAX_CONSTANT_LINES;
  return isTable
    ? [...lines.slice(0, SHOWN_CONSTANT_LINES), "    // and so on", "};"].join("\n")
    : declaration;
}

/** @param {string} name @param {Subpath} from @param {ReturnType<typeof homesOf>} homes */
function link(name, from, homes) {
  const home = homes.get(name);
  if (home === undefined) throw new Error(`${name} has no page`);
  return `[${code(name)}](${home.page === from.page ? "" : home.page}#${home.anchor})`;
}

/** @param {string} text */
function typescript(text) {
  return "```ts\n" + text + "\n```";
}
