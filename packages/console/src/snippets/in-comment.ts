/** A name that somebody gave, for a comment: without what ends the comments of some language, or begins code in it. */
export function inComment(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N} .,()&'-]/gu, " ");
}
