/** Lines of code, some of them only where a scheme has that step. */
export type Lines = readonly (string | false | undefined | Lines)[];

/** Gives the lines that are there, as one text. */
export function joinLines(lines: Lines): string {
  return flatten(lines).join("\n");
}

function flatten(lines: Lines): readonly string[] {
  return lines.flatMap((line) => {
    if (line === false || line === undefined) return [];
    return typeof line === "string" ? [line] : flatten(line);
  });
}
