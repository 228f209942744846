/** A header's name as RFC 9110 §5.1 allows it. */
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** A header's value: visible ASCII and bytes above it, blanks only inside. No CR, LF or NUL, which could add headers. */
const VALUE = /^(?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?$/;

/** ASCII without control characters, blanks only inside: what a value from outside may be put into a header as. */
const PLAIN_TEXT = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

export function isHeaderName(text: string): boolean {
  return NAME.test(text);
}

export function isHeaderValue(text: string): boolean {
  return VALUE.test(text);
}

export function isPlainHeaderText(text: string): boolean {
  return PLAIN_TEXT.test(text);
}
