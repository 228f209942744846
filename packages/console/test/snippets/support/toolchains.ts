import { execFile, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LanguageId } from "../../../src/snippets/languages.ts";
import type { SnippetCase } from "./snippet-cases.ts";

/** How a language's snippets are run: where each is put, and what judges requests by them. */
interface Toolchain {
  /** Prints its version where it is installed. */
  readonly probe: readonly [command: string, ...arguments: string[]];
  readonly harness: string;
  readonly file: (number: number) => string;
  /** Snippets of one function name stand beside each other. */
  readonly inNamespace?: (snippet: string, number: number) => string;
  /** Further files, for so many snippets. */
  readonly files?: (count: number) => Readonly<Record<string, string>>;
  /** Run in the folder, one after another; the last one reads the requests. */
  readonly commands: readonly (readonly [command: string, ...arguments: string[]])[];
}

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, number) => number);

export const toolchains = {
  python: {
    probe: ["python3", "--version"],
    harness: "run.py",
    file: (number) => `verify_${number}.py`,
    commands: [["python3", "run.py"]],
  },
  go: {
    probe: ["go", "version"],
    harness: "run.go",
    file: (number) => `verify_${number}/verify.go`,
    files: (count) => ({
      "go.mod": "module snippets\n\ngo 1.18\n",
      "receivers.go": [
        "package main",
        'import "net/http"',
        ...numbers(count).map((each) => `import verify_${each} "snippets/verify_${each}"`),
        "var receivers = map[string]func(http.Header, []byte) bool{",
        ...numbers(count).map((each) => `"${each}": verify_${each}.Verify,`),
        "}\n",
      ].join("\n"),
    }),
    commands: [
      ["go", "vet", "./..."],
      ["go", "run", "."],
    ],
  },
  ruby: {
    probe: ["ruby", "--version"],
    harness: "run.rb",
    file: (number) => `verify_${number}.rb`,
    commands: [["ruby", "-W", "run.rb"]],
  },
  php: {
    probe: ["php", "--version"],
    harness: "run.php",
    file: (number) => `verify_${number}.php`,
    inNamespace: (snippet, number) => snippet.replace("<?php\n", `<?php\nnamespace verify_${number};\n`),
    commands: [["php", "run.php"]],
  },
  java: {
    probe: ["javac", "-version"],
    harness: "Run.java",
    file: (number) => `verify_${number}/WebhookVerifier.java`,
    inNamespace: (snippet, number) => `package verify_${number};\n${snippet}`,
    files: (count) => ({
      sources: ["Run.java", ...numbers(count).map((each) => `verify_${each}/WebhookVerifier.java`)].join(
        "\n",
      ),
    }),
    commands: [
      ["javac", "-Xlint:all", "-Werror", "@sources"],
      ["java", "-cp", ".", "Run"],
    ],
  },
} as const satisfies Readonly<Partial<Record<LanguageId, Toolchain>>>;

export type ToolchainId = keyof typeof toolchains;

/** Whether a language can be run on this machine. */
export function isInstalled(id: ToolchainId): boolean {
  const [command, ...rest] = toolchains[id].probe;
  return spawnSync(command, rest, { stdio: "ignore" }).status === 0;
}

/** Whether its snippets run without being compiled first, which takes seconds. */
export function isInterpreted(id: ToolchainId): boolean {
  return toolchains[id].commands.length === 1;
}

export interface Trial {
  /** By their numbers, which the requests name. */
  readonly snippets: readonly string[];
  readonly cases: readonly SnippetCase[];
  readonly environment: Readonly<Record<string, string>>;
}

/** What the snippets of one language say of each request. */
export async function judge(id: ToolchainId, trial: Trial): Promise<readonly boolean[]> {
  const { snippets, cases, environment } = trial;
  const toolchain: Toolchain = toolchains[id];
  const { harness, file, inNamespace = (snippet) => snippet, files, commands } = toolchain;
  const folder = mkdtempSync(join(tmpdir(), `countersign-snippets-${id}-`));
  copyFileSync(fileURLToPath(new URL(`harness/${harness}`, import.meta.url)), join(folder, harness));
  const contents: readonly (readonly [name: string, content: string])[] = [
    ...Object.entries(files?.(snippets.length) ?? {}),
    ...snippets.map((snippet, number) => [file(number), inNamespace(snippet, number)] as const),
  ];
  for (const [name, content] of contents) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const lines = cases.map(({ input, body, headers }) =>
    [input, Buffer.from(body).toString("base64"), ...Object.entries(headers).flat()].join("\t"),
  );
  const options = { cwd: folder, env: { ...process.env, ...environment } };
  let output = "";
  for (const command of commands) output = await run(command, options, `${lines.join("\n")}\n`);
  rmSync(folder, { recursive: true });
  return output
    .trimEnd()
    .split("\n")
    .map((line) => line === "true");
}

async function run(
  [command, ...rest]: readonly [string, ...string[]],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  input: string,
): Promise<string> {
  return await new Promise((resolve, reject) => {
    const child = execFile(command, rest, options, (error, stdout, stderr) => {
      if (error !== null) reject(new Error(`${command} ${rest.join(" ")}: ${stderr}${stdout}`));
      else resolve(stdout);
    });
    // What is not read is no fault: only the last command reads.
    child.stdin?.on("error", () => {}).end(input);
  });
}
