/** How a program writes a number that it read as this text. */
export type NumberSpelling = (text: string) => string;

const INTEGER = /^-?[0-9]+$/;

/** Python and Ruby write a float with an exponent from this magnitude on, and below the other. */
const FIRST_LARGE = 1e16;
const FIRST_SMALL = 1e-4;
/** So does Java's Double.toString. */
const JAVA_FIRST_LARGE = 1e7;
const JAVA_FIRST_SMALL = 1e-3;

/** The text as it was. */
export const asWritten: NumberSpelling = (text) => text;

/** JavaScript: every number is a double. */
export const javaScriptNumber: NumberSpelling = (text) => JSON.stringify(Number(text));

/** Go reading into `any`: every number is a double, and minus zero keeps its sign. */
export const goNumber: NumberSpelling = (text) => {
  const value = Number(text);
  return Object.is(value, -0) ? "-0" : JSON.stringify(value);
};

/** Python: integers of any size, floats by `repr`. */
export const pythonNumber: NumberSpelling = (text) => {
  if (INTEGER.test(text)) return text === "-0" ? "0" : text;
  return withExponent(Number(text), {
    large: FIRST_LARGE,
    small: FIRST_SMALL,
    mark: "e",
    isMantissaFloat: false,
  });
};

/** Ruby: as Python, but the mantissa before an exponent always has a decimal. */
export const rubyNumber: NumberSpelling = (text) => {
  if (INTEGER.test(text)) return text === "-0" ? "0" : text;
  return withExponent(Number(text), {
    large: FIRST_LARGE,
    small: FIRST_SMALL,
    mark: "e",
    isMantissaFloat: true,
  });
};

/** Jackson's tree: integers of any size, floats by `Double.toString`. */
export const jacksonNumber: NumberSpelling = (text) => {
  if (INTEGER.test(text)) return text === "-0" ? "0" : text;
  return javaDouble(Number(text));
};

/** Gson reading into a map: every number is a `Double`. */
export const gsonMapNumber: NumberSpelling = (text) => javaDouble(Number(text));

function javaDouble(value: number): string {
  return withExponent(value, {
    large: JAVA_FIRST_LARGE,
    small: JAVA_FIRST_SMALL,
    mark: "E",
    isMantissaFloat: true,
  });
}

interface ExponentRule {
  readonly large: number;
  readonly small: number;
  readonly mark: "e" | "E";
  readonly isMantissaFloat: boolean;
}

function withExponent(value: number, { large, small, mark, isMantissaFloat }: ExponentRule): string {
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const magnitude = Math.abs(value);
  if (magnitude < large && magnitude >= small) return withDecimal(fixed(value));
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  const digits = exponent.slice(1);
  const sign = exponent.startsWith("-") ? "-" : "+";
  // Java writes 1.0E10 and 1.0E-4; C's printf, which Python and Ruby follow, at least two digits and the sign.
  const tail = mark === "E" ? `${sign === "-" ? "-" : ""}${digits}` : `${sign}${digits.padStart(2, "0")}`;
  return `${isMantissaFloat ? withDecimal(mantissa) : mantissa}${mark}${tail}`;
}

/** Below 1e21 JavaScript's own text is fixed, but for magnitudes under 1e-6, which no rule above asks for. */
function fixed(value: number): string {
  return String(value);
}

function withDecimal(text: string): string {
  return text.includes(".") ? text : `${text}.0`;
}
