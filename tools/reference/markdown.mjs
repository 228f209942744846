// The little Markdown that the reference pages are made of.

/** @param {string} title @param {string} lead @param {string[]} sections */
export function page(title, lead, ...sections) {
  const note = "<!-- Made by `npm run generate` from the tables in the code. Edit those. -->";
  return [`# ${title}`, note, lead, ...sections].join("\n\n") + "\n";
}

/** @param {string} title @param {...string} paragraphs */
export function section(title, ...paragraphs) {
  return [`## ${title}`, ...paragraphs].join("\n\n");
}

/** @param {string[]} heads @param {(string | number | undefined)[][]} rows */
export function table(heads, rows) {
  const lines = [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.map(cell).join(" | ")} |`);
  return lines.join("\n");
}

/** @param {string | number | boolean | undefined} text */
export function code(text) {
  return text === undefined || text === "" ? "" : `\`${String(text)}\``;
}

/** @param {string | number | undefined} value */
function cell(value) {
  return String(value ?? "")
    .replaceAll("|", "\\|")
    .replaceAll("\n", " ");
}
