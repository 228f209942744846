/** One setting of the table: where its value may come from, what it may be, and what it means. */
export interface SettingEntry {
  /** Absent where a value in argv would be seen by other users of the machine. */
  readonly flag?: `--${string}`;
  readonly variable: `COUNTERSIGN_${string}`;
  readonly value: SettingValue;
  readonly default?: string | number | boolean;
  readonly meaning: string;
  /** True where the value must never be shown. */
  readonly isSecret?: true;
}

export type SettingValue =
  | { readonly kind: "text"; readonly placeholder: string }
  | { readonly kind: "integer"; readonly placeholder: string; readonly min: number; readonly max: number }
  | { readonly kind: "choice"; readonly placeholder: string; readonly choices: readonly string[] }
  /** HOST:PORT, an IPv6 host in brackets. */
  | { readonly kind: "address"; readonly placeholder: string }
  /** IP addresses or networks, separated by commas; may be empty. */
  | { readonly kind: "networks"; readonly placeholder: string }
  /** Scheme and host of a URL, a port where there is one; nothing after it. */
  | { readonly kind: "origin"; readonly placeholder: string }
  | { readonly kind: "boolean" };
