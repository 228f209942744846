/** A system call of a trace, at the moment at which it was over. */
export interface SystemCall {
  readonly name: string;
  /** What was written of its arguments. */
  readonly text: string;
  /** Place in the trace of the line with which it began. */
  readonly begun: number;
  /** Place of the line with which it was over. */
  readonly ended: number;
}

const WHOLE = /^(\d+) (?:[\d:.]+ )?(\w+)\((.*)$/;
const UNFINISHED = " <unfinished ...>";
const RESUMED = /^(\d+) (?:[\d:.]+ )?<\.\.\. (\w+) resumed>(.*)$/;

/** Reads what `strace -f` wrote: a call that another thread's lines interrupt stands on two of them. */
export function readSystemCalls(trace: string): readonly SystemCall[] {
  const calls: SystemCall[] = [];
  const open = new Map<string, Omit<SystemCall, "ended">>();
  trace.split("\n").forEach((line, place) => {
    const resumed = RESUMED.exec(line);
    if (resumed !== null) {
      const [, thread = "", name = ""] = resumed;
      const begun = open.get(`${thread} ${name}`);
      if (begun !== undefined) calls.push({ ...begun, ended: place });
      open.delete(`${thread} ${name}`);
      return;
    }
    const [, thread = "", name = "", text = ""] = WHOLE.exec(line) ?? [];
    if (name === "") return;
    if (line.endsWith(UNFINISHED)) open.set(`${thread} ${name}`, { name, text, begun: place });
    else calls.push({ name, text, begun: place, ended: place });
  });
  return calls.sort((a, b) => a.begun - b.begun);
}
