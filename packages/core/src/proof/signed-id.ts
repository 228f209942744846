/** Long enough for every id seen; an index entry must stay small. */
const MAX_ID_CHARACTERS = 256;
const VISIBLE_ASCII = /^[!-~]+$/;

/** Whether a text may be a signed id: bounded, visible ASCII, free of the characters that end it. */
export function isSignedId(text: string, without: string): boolean {
  if (text.length > MAX_ID_CHARACTERS || !VISIBLE_ASCII.test(text)) return false;
  return !Array.from(without).some((each) => text.includes(each));
}
