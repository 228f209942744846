import type { Colors } from "picocolors/types.js";
import type { Row } from "./rows.ts";

const HEADINGS = ["SENT", "ANSWER", "MEANING", "RECEIVER"] as const;
/** The longest text of each column but the last, and two blanks: the table stays within 80 columns. */
const WIDTHS = [18, 15, 31] as const;
const INDENT = "  ";

/** The rows as text: a heading for each sender, below it a line for each story. */
export function formatTable(rows: readonly Row[], colors: Colors): string {
  const lines = [colors.dim(INDENT + inColumns(HEADINGS))];
  let sender: string | undefined;
  for (const row of rows) {
    if (row.sender !== sender) {
      sender = row.sender;
      lines.push("", `${colors.bold(row.sender)} ${colors.dim(`· ${row.signedIn} · ${row.eventType}`)}`);
    }
    lines.push(INDENT + formatRow(row, colors));
    for (const problem of row.problems) lines.push(INDENT + INDENT + colors.red(`✗ ${problem}`));
  }
  return lines.join("\n");
}

function formatRow(row: Row, colors: Colors): string {
  const color = colorOf(row, colors);
  const answer = row.status === null ? "–" : `${row.status} ${row.outcome}`;
  return inColumns([row.sent, answer, row.meaning, atReceiver(row)], [String, color, colors.dim, color]);
}

function colorOf({ outcome, problems }: Row, colors: Colors): (text: string) => string {
  if (problems.length > 0) return colors.red;
  if (outcome === null) return colors.dim;
  return { accepted: colors.green, duplicate: colors.cyan, refused: colors.yellow, unclear: colors.red }[
    outcome
  ];
}

function atReceiver({ outcome, deliveries, isVerified }: Row): string {
  if (outcome === null) return "–";
  if (outcome === "accepted") return isVerified ? "✓ verified" : "✗ not verified";
  if (deliveries > 0) return "✗ delivered";
  return outcome === "duplicate" ? "– not again" : "– nothing";
}

/** Pads before it paints: colours have no width on the screen but many characters. */
function inColumns(cells: readonly string[], paints: readonly ((text: string) => string)[] = []): string {
  return cells
    .map((cell, index) => {
      const text = cell.padEnd(WIDTHS[index] ?? 0);
      return paints[index]?.(text) ?? text;
    })
    .join("");
}
