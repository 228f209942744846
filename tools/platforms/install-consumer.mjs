// A project of somebody who uses the packages: a folder of its own with the packed tarballs installed from files.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { publishedPackages } from "../published-packages.mjs";
import { run } from "./run.mjs";

/**
 * Packs every package that is published and installs the tarballs, with their dependencies and some more, in a folder.
 *
 * @param {string} folder An empty folder outside the repository.
 * @param {Readonly<Record<string, string>>} dependencies What is installed beside the tarballs: name → version.
 */
export function installConsumer(folder, dependencies) {
  const tarballs = Object.fromEntries(publishedPackages().map((each) => pack(each.folder, folder)));
  const manifest = { private: true, type: "module", dependencies: { ...tarballs, ...dependencies } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, null, 2));
  must("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"], folder);
}

/** @param {string} path @param {string} folder @returns {[name: string, tarball: string]} */
function pack(path, folder) {
  const tarballs = join(folder, "tarballs");
  mkdirSync(tarballs, { recursive: true });
  const [{ name, filename }] = JSON.parse(
    must("npm", ["pack", "--json", "--pack-destination", tarballs], path),
  );
  return [name, `file:tarballs/${filename}`];
}

/** @param {string} command @param {string[]} args @param {string} cwd */
function must(command, args, cwd) {
  const { isOk, output } = run(command, args, { cwd, env: { npm_config_loglevel: "error" } });
  if (!isOk) throw new Error(`${command} ${args[0]} failed in ${cwd}:\n${output}`);
  return output;
}
