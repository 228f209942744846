import { routes } from "@countersign/contract";
import { expect, test } from "vitest";
import { endpointFields } from "../../src/config/file/endpoint-fields.ts";
import { callerFields } from "../../src/config/file/read-callers.ts";
import { secretFields } from "../../src/config/file/read-secrets.ts";
import { sourceFields } from "../../src/config/file/source-fields.ts";

// Both ways to configure take the same fields; a new one of the file that the API lacks shows here.

function keysOf(of: object): readonly string[] {
  return Object.keys(of).sort();
}

test("the API takes what the configuration file takes of a source, an endpoint, a caller and a secret", () => {
  expect(keysOf(routes.createSource.body.shape)).toEqual(keysOf(sourceFields));
  expect(keysOf(routes.createEndpoint.body.shape)).toEqual(keysOf(endpointFields));
  expect(keysOf(routes.createCaller.body.shape)).toEqual(keysOf(callerFields));
  const [, asObject] = routes.createSource.body.shape.secrets.unwrap().element.options;
  expect(keysOf(asObject.shape)).toEqual(keysOf(secretFields));
});

test("an update takes all of it but names, secrets and callers, which have routes of their own", () => {
  const { name: _source, secrets: _keys, callers: _callers, ...ofSource } = sourceFields;
  expect(keysOf(routes.updateSource.body.shape)).toEqual(keysOf(ofSource));
  const { name: _endpoint, secrets: _signingKeys, ...ofEndpoint } = endpointFields;
  expect(keysOf(routes.updateEndpoint.body.shape)).toEqual(keysOf(ofEndpoint));
});

interface Schema {
  safeParse(value: undefined): { readonly success: boolean };
}

function requiredOf(shape: Readonly<Record<string, Schema>>): readonly string[] {
  return Object.entries(shape)
    .flatMap(([key, schema]) => (schema.safeParse(undefined).success ? [] : [key]))
    .sort();
}

function requiredInFile(fields: Readonly<Record<string, object>>): readonly string[] {
  return Object.entries(fields)
    .flatMap(([key, spec]) => ("isRequired" in spec ? [key] : []))
    .sort();
}

test("what is required in a file is required by the API", () => {
  expect(requiredOf(routes.createSource.body.shape)).toEqual(requiredInFile(sourceFields));
  expect(requiredOf(routes.createEndpoint.body.shape)).toEqual(requiredInFile(endpointFields));
  expect(requiredOf(routes.createCaller.body.shape)).toEqual(requiredInFile(callerFields));
});
