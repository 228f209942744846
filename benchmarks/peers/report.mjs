// The page that a run makes.
import { cpus } from "node:os";
import { format } from "prettier";

const NANOSECONDS_PER_US = 1000;

function line(cells) {
  return `| ${cells.map((each) => String(each).replaceAll("|", "\\|")).join(" | ")} |`;
}

function table(heads, rows) {
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

function fullName({ name, version }) {
  return version === "" ? name : `${name} ${version}`;
}

function microseconds(nanoseconds) {
  return (nanoseconds / NANOSECONDS_PER_US).toFixed(1);
}

function speedTable(entries) {
  const rows = entries.flatMap(({ peer, speed }) =>
    speed.map((row) => [
      fullName(peer),
      `${row.kibibytes} KiB`,
      microseconds(row.peerNs),
      microseconds(row.oursNs),
      row.peerToOurs.toFixed(2),
      row.peerToOursRefusing.toFixed(2),
      row.peerRefusing.toFixed(2),
      row.oursRefusing.toFixed(2),
    ]),
  );
  const heads = ["peer", "body", "peer µs", "ours µs", "peer ÷ ours, accepting", "peer ÷ ours, refusing"];
  return table([...heads, "its refuse ÷ accept", "our refuse ÷ accept"], rows);
}

function answersTable(contestants, answers) {
  const rows = answers.map((row) => [row.question, ...row.answers.map((each) => each ?? "–")]);
  return table(["asked", ...contestants.map(fullName)], rows);
}

function dialectSection({ dialect, contestants, entries, answers }) {
  return [
    `## ${dialect.title}`,
    `Countersign uses ${dialect.ours}.`,
    ...(entries.length > 0 ? [speedTable(entries)] : []),
    answersTable(contestants, answers),
  ].join("\n\n");
}

/** @returns The page as Markdown, formatted as the repository's other pages. */
export async function report({ sections, notRun }) {
  const date = new Date().toISOString().slice(0, 10);
  const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}`;
  const lines = [
    "# Peers beside Countersign",
    "<!-- Made by `npm run bench:peers -- --write`. -->",
    `Measured on ${date}: ${machine}. [The question, and how it is asked](../README.md#how-does-it-compare-with-other-libraries).`,
    ...sections.map(dialectSection),
    "## Not run",
    table(
      ["package", "why"],
      notRun.map(({ name, reason }) => [name, reason]),
    ),
  ];
  return await format(`${lines.join("\n\n")}\n`, { parser: "markdown", printWidth: 110 });
}
