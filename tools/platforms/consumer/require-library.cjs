// The same modules for a program in CommonJS: Node requires ES modules since 20.19.
const assert = require("node:assert/strict");
const { exports: subpaths } = require("countersign/package.json");
const { schemes } = require("countersign/schemes");

for (const key of Object.keys(subpaths)) {
  const paths = key.includes("*") ? Object.keys(schemes).map((id) => key.replace("*", id)) : [key];
  for (const path of paths) {
    const module = require(path.replace(".", "countersign"));
    assert.notEqual(Object.keys(module).length, 0, path);
  }
}

const { createSigner, createVerifier } = require("countersign");
const keys = [{ secret: "a secret" }];
const headers = createSigner(schemes.nabla, { keys }).sign({ body: "{}" });
assert.equal(createVerifier(schemes.nabla, { keys }).verify({ headers, body: "{}" }).ok, true);
assert.equal(createVerifier(schemes.nabla, { keys }).verify({ headers, body: "{ }" }).ok, false);
