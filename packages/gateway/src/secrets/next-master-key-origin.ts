import type { Settings } from "../config/settings.ts";
import type { NextMasterKeyOrigin } from "./next-master-key.ts";

type KeySettings = Pick<
  Settings,
  "data" | "masterKey" | "masterKeyCommand" | "nextMasterKey" | "nextMasterKeyCommand"
>;

/** Where the settings say that the next master key comes from. */
export function nextMasterKeyOrigin(settings: KeySettings): NextMasterKeyOrigin {
  const { data, masterKey, masterKeyCommand, nextMasterKey: value, nextMasterKeyCommand: command } = settings;
  return {
    dataDirectory: data,
    isCurrentInFile: masterKey === undefined && masterKeyCommand === undefined,
    ...(value === undefined ? {} : { value }),
    ...(command === undefined ? {} : { command }),
  };
}
