import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createLog, readSettings, startGateway } from "@countersign/gateway";
import type { Gateway, SettingKey } from "@countersign/gateway";
import { databaseSettings } from "../../support/engine-under-test.ts";
import { temporaryDirectory } from "../../support/temporary-directory.ts";

export interface TestGatewayOptions {
  /** The content of the configuration file; JSON is YAML. */
  readonly configuration?: object;
  readonly environment?: Readonly<Record<string, string>>;
  /** A built console. Default: none, so that a test does not depend on what was built. */
  readonly consoleDirectory?: string;
  readonly flags?: Readonly<Partial<Record<SettingKey, string | boolean>>>;
}

export interface LogLine {
  readonly event: string;
  readonly level: string;
  readonly [field: string]: unknown;
}

export interface TestGateway extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly url: string;
  readonly directory: string;
  /** What was logged so far. */
  readonly lines: readonly LogLine[];
  /** Replaces the configuration file; `reload()` reads it. */
  writeConfiguration(configuration: object): Promise<void>;
  /** The value of a metric with exactly these labels in its text form, such as `a_total{code="x"}`; 0 when it is absent. */
  metric(name: string): Promise<number>;
}

/** A real gateway in this process, on a free port and a folder of its own, on the engine under test. */
export async function startTestGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const directory = await temporaryDirectory("flow");
  const file = join(directory.path, "countersign.yaml");
  const writeConfiguration = (configuration: object): Promise<void> =>
    writeFile(file, JSON.stringify(configuration, undefined, 2));
  if (options.configuration !== undefined) await writeConfiguration(options.configuration);
  const lines: LogLine[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line) as LogLine) };
  const data = options.flags?.data ?? join(directory.path, "data");
  const flags = {
    data,
    port: "0",
    ...(options.flags?.database === undefined && (await databaseSettings(String(data)))),
    ...(options.configuration === undefined ? {} : { config: file }),
    ...options.flags,
  };
  try {
    const gateway = await startGateway({
      settings: readSettings({ flags }),
      environment: options.environment ?? {},
      consoleDirectory: options.consoleDirectory ?? join(directory.path, "no-console"),
      log: createLog({ level: "debug", destination }),
    });
    return {
      gateway,
      url: gateway.url,
      directory: directory.path,
      lines,
      writeConfiguration,
      metric: async (name) => metricValue(gateway.adminUrl ?? gateway.url, name),
      [Symbol.asyncDispose]: async () => {
        await gateway.stop();
        await directory[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    await directory[Symbol.asyncDispose]();
    throw error;
  }
}

async function metricValue(url: string, name: string): Promise<number> {
  const response = await fetch(`${url}/metrics`);
  const line = (await response.text()).split("\n").find((each) => each.startsWith(`${name} `));
  return line === undefined ? 0 : Number(line.slice(name.length + 1));
}
