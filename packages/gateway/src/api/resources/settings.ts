import { formatListenAddress } from "../../config/listen-address.ts";
import { settingEntries } from "../../config/settings.ts";
import type { SettingKey, Settings } from "../../config/settings.ts";
import type { ApiParts } from "../api-parts.ts";
import type { Handlers } from "../handler.ts";

export function settingHandlers({ settings }: Pick<ApiParts, "settings">): Handlers<"listSettings"> {
  return {
    listSettings: () => ({
      items: settingEntries.map(([key, { flag, variable, meaning, isSecret = false }]) => ({
        key,
        flag: flag ?? null,
        variable,
        meaning,
        isSecret,
        isSet: settings[key] !== undefined,
        setBy: settings.givenBy?.[key] ?? (settings[key] === undefined ? null : "default"),
        value: isSecret ? null : shown(settings, key),
      })),
    }),
  };
}

function shown(settings: Settings, key: SettingKey): string | number | boolean | null {
  const value = settings[key];
  if (value === undefined) return null;
  if (typeof value !== "object") return value;
  return "port" in value ? formatListenAddress(value) : JSON.stringify(value);
}
