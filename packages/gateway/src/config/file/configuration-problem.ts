/** What can be wrong with a configuration file: code → meaning. A problem also says where, what was expected and found. */
export const configurationProblemCodes = {
  not_yaml: "The file is not YAML 1.2 (or JSON).",
  too_large: "The file, a list or a text in it is larger than its bound.",
  unknown_key: "A key that this place does not have.",
  missing_key: "A key that this place needs.",
  wrong_type: "A value of another type than expected, such as a number where a text belongs.",
  out_of_range: "A value of the right type that is too small, too large or not one of the choices.",
  bad_name: "A name that is not lower-case letters, digits and hyphens.",
  duplicate_name: "A name that another entry of the same list has already.",
  unknown_scheme: "A scheme that is neither built in nor one of the organization's own.",
  bad_scheme: "A scheme written out that the library refuses.",
  unknown_source: "An endpoint asks for a source that its organization does not have.",
  bad_url: "A URL that cannot be used.",
  insecure_url: "An endpoint that is not HTTPS or not public.",
  bad_path: "A path that cannot be a source's.",
  shared_path: "Two sources that cannot be told apart on one path.",
  bad_time: "A time, day or time zone in another form than this place takes.",
  bad_network: "A text that is no IP address or network.",
  bad_header: "A header that cannot be sent.",
  unresolved_reference: "A secret reference that gave no value.",
  refused_by_library: "Keys or options with which the scheme cannot verify or sign.",
} as const satisfies Readonly<Record<string, string>>;

export type ConfigurationProblemCode = keyof typeof configurationProblemCodes;

/** A place in the configuration file; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** One problem. No text in it ever holds a secret's value. */
export interface ConfigurationProblem extends Place {
  readonly code: ConfigurationProblemCode;
  /** Where in the document, such as `organizations[0].sources[1].secrets`. */
  readonly field: string;
  readonly expected: string;
  readonly found: string;
  readonly remedy: string;
}

/** The problem as one line: `file:line:column field: expected …, found …; remedy`. */
export function formatProblem(file: string, problem: ConfigurationProblem): string {
  const where = `${file}:${problem.line}:${problem.column}`;
  const field = problem.field === "" ? "" : ` ${problem.field}`;
  return `${where}${field}: expected ${problem.expected}, found ${problem.found}; ${problem.remedy}`;
}
