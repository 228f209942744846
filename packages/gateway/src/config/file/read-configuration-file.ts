import { readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { isUtf8 } from "node:buffer";
import { GatewayError } from "../../errors.ts";
import { readConfiguration } from "./read-configuration.ts";
import type { ReadConfiguration } from "./read-configuration.ts";

/** Far beyond any reviewable file: 10,000 callers take about 2 MiB. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

export interface ConfigurationFileOptions {
  /** For `env:` references; usually `process.env`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Permits `http:` and private addresses. Development only. */
  readonly allowInsecureEndpoints: boolean;
}

/**
 * Reads and checks a configuration file.
 *
 * @throws GatewayError `configuration_unreadable`; ConfigurationError with all problems of its content.
 */
export async function readConfigurationFile(
  path: string,
  options: ConfigurationFileOptions,
): Promise<ReadConfiguration> {
  return await readConfiguration({
    text: await readText(path),
    file: path,
    references: { environment: options.environment, directory: dirname(resolve(path)) },
    allowInsecureEndpoints: options.allowInsecureEndpoints,
  });
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > MAX_FILE_BYTES) throw unreadable(path, `${size} bytes; at most ${MAX_FILE_BYTES} are read`);
    const bytes = await readFile(path);
    if (!isUtf8(bytes)) throw unreadable(path, "bytes that are not UTF-8");
    return bytes.toString("utf8");
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw unreadable(path, code, error);
  }
}

function unreadable(path: string, found: string, cause?: unknown): GatewayError {
  return new GatewayError("configuration_unreadable", `${path}: expected a readable file, found ${found}`, {
    cause,
  });
}
