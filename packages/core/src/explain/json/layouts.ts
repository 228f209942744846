/** The blanks that a program writes between JSON tokens. */
export interface Layout {
  readonly afterComma: string;
  readonly colon: string;
  /** What one level is indented by; undefined for everything on one line. */
  readonly indent?: string;
  /** Whether lists stay on one line, and empty brackets hold a blank. */
  readonly isJackson?: true;
}

export const compact: Layout = { afterComma: "", colon: ":" };
export const pythonSpaced: Layout = { afterComma: " ", colon: ": " };
export const jacksonPretty: Layout = { afterComma: " ", colon: " : ", indent: "  ", isJackson: true };

/** One entry a line, as JavaScript, Python, Ruby, Go, Gson and PHP indent. */
export const twoBlanks: Layout = { afterComma: "", colon: ": ", indent: "  " };
export const fourBlanks: Layout = { ...twoBlanks, indent: "    " };
export const tabs: Layout = { ...twoBlanks, indent: "\t" };
