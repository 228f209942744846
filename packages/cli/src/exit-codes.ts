/** What the exit code of every command means. */
export const exitCodes = {
  ok: 0,
  /** The command ran and the answer is no: refused, failed. */
  refused: 1,
  /** The command line, a setting or a configuration file is wrong. */
  usage: 2,
  /** Something that the command needs cannot be reached: an address, a data directory in use, a gateway. */
  unreachable: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
