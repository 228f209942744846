/**
 * How a block of a guide is run. Readers see none of this; it stands behind the fence's language:
 * `stays` runs on while the rest is done, as in another terminal, until `stops` ends it; `fails` is meant to be refused; `soon` may be asked again
 * until it answers as written, because something takes its time.
 */
export type StepKind = "runs" | "stays" | "stops" | "fails" | "soon";

export interface GuideStep {
  readonly kind: StepKind;
  readonly commands: string;
  /** The lines that the reader is told to expect, in order, with `…` for any text. */
  readonly expected: readonly string[];
}

const BLOCK = /^```(\w+) ?(\w*)\n([^]*?)^```$/gm;
/** Puts the command into the reader's shell; the test has it already. */
const INSTALLATION = /^(?:npm|alias) /;

/** The shell blocks of a guide in order, each with the `text` block that follows it. */
export function guideSteps(guide: string): readonly GuideStep[] {
  const steps: GuideStep[] = [];
  for (const [, language, mark = "", text = ""] of guide.matchAll(BLOCK)) {
    const lines = text.trimEnd().split("\n");
    if (language === "text") {
      const last = steps.pop();
      if (last === undefined) throw new Error("an expected output stands before all commands");
      steps.push({ ...last, expected: lines });
    } else if (language === "sh") {
      const commands = lines.filter((line) => !INSTALLATION.test(line)).join("\n");
      if (commands !== "") steps.push({ kind: kindOf(mark), commands, expected: [] });
    }
  }
  return steps;
}

function kindOf(mark: string): StepKind {
  if (mark === "") return "runs";
  if (mark === "stays" || mark === "stops" || mark === "fails" || mark === "soon") return mark;
  throw new Error(`no kind of step is called ${mark}`);
}

/** The first expected line that the output does not have after the ones before it; undefined where it has all. */
export function missingLine(expected: readonly string[], output: string): string | undefined {
  const lines = output.split("\n").map(withSingleBlanks);
  let from = 0;
  for (const wanted of expected) {
    const pattern = new RegExp(withSingleBlanks(wanted).split("…").map(escaped).join(".*"));
    const found = lines.findIndex((line, index) => index >= from && pattern.test(line));
    if (found === -1) return wanted;
    from = found + 1;
  }
  return undefined;
}

/** Columns are as wide as their longest value, which differs from run to run. */
function withSingleBlanks(line: string): string {
  return line.trim().replaceAll(/\s+/g, " ");
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
