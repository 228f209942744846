/** What commander quotes of the arguments: an option and, after `=` or a blank, its value or placeholder. */
const QUOTED_ARGUMENT = /'(-[^]*)'/;
const OPTION_NAME = /^--[a-z][a-z-]{0,40}(?=[= ]|$)/;

/** The message with the option's name alone: what is given as a value, or for a name, may be a secret. */
export function messageWithoutValues(message: string): string {
  return message.replace(
    QUOTED_ARGUMENT,
    (_, argument: string) => OPTION_NAME.exec(argument)?.[0] ?? "given here",
  );
}
