// Lets each compiler read the declarations of the installed tarball as a user's project would, strictly and without
// skipping the checks of declarations.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.mjs";
import { COMPILERS } from "./versions.mjs";

const STRICT = {
  target: "es2023",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
};

/** How projects find modules. */
const RESOLUTIONS = {
  node16: { module: "node16" },
  nodenext: { module: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
};

/** Whose types a project has. In a browser's, `Headers`, `Request` and the like come from the compiler itself. */
const SURROUNDINGS = {
  "the types of Node": {
    options: { lib: ["es2023"], types: ["node"] },
    files: ["every-subpath.ts", "use-library.ts", "use-node.ts"],
  },
  "the types of a browser": {
    options: { lib: ["es2023", "dom", "dom.iterable"], types: [] },
    files: ["every-subpath.ts", "use-library.ts"],
  },
};

const CASES = [
  ...Object.entries(RESOLUTIONS).flatMap(([resolution, module]) =>
    Object.entries(SURROUNDINGS).map(([surroundings, { options, files }]) => ({
      name: `${resolution}, ${surroundings}`,
      options: { ...STRICT, ...module, ...options },
      files,
    })),
  ),
  {
    name: "nodenext, CommonJS",
    options: { ...STRICT, module: "nodenext", lib: ["es2023"], types: ["node"] },
    files: ["require-library.cts"],
  },
];

const CONTROL = { ...STRICT, module: "nodenext", lib: ["es2023"], types: ["node"] };

/** "Cannot find module or its corresponding type declarations." */
const CONTROL_ERROR = "TS2307";

/** @param {string} folder Where the library and the compilers are installed. */
export function checkCompilers(folder) {
  writeFileSync(join(folder, "every-subpath.ts"), everySubpath(folder));
  return Object.entries(COMPILERS).flatMap(([alias, version]) => {
    const compile = (/** @type {object} */ compilerOptions, /** @type {string[]} */ files) => {
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
      return run(process.execPath, [join(folder, "node_modules", alias, "bin", "tsc")], { cwd: folder });
    };
    const control = compile(CONTROL, ["name-missing-subpath.ts"]);
    return [
      ...CASES.map(({ name, options, files }) => ({
        what: `typescript ${version}: ${name}`,
        ...compile(options, files),
      })),
      {
        what: `typescript ${version}: a subpath that is not there is an error`,
        isOk: !control.isOk && control.output.includes(CONTROL_ERROR),
        output: control.output,
      },
    ];
  });
}

/** A program that imports all that package.json exports types for. @param {string} folder */
function everySubpath(folder) {
  const installed = join(folder, "node_modules", "countersign");
  const { exports } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  const schemes = readdirSync(join(installed, "dist", "schemes"))
    .filter((name) => name.endsWith(".d.ts"))
    .map((name) => name.slice(0, -".d.ts".length));
  const paths = Object.keys(exports)
    .filter((key) => exports[key].types !== undefined)
    .flatMap((key) => (key.includes("*") ? schemes.map((id) => key.replace("*", id)) : [key]));
  const lines = paths.map(
    (path, index) => `export * as m${index} from "${path.replace(".", "countersign")}";`,
  );
  return lines.join("\n") + "\n";
}
