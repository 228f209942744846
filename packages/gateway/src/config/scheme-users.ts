import { createSigner, createVerifier } from "countersign";
import type { Scheme } from "countersign";
import { schemeHeaderNames } from "../deliver/scheme-header-names.ts";
import type { EndpointDocument, SourceDocument } from "./configuration.ts";
import { libraryRefusal } from "./file/library-problem.ts";
import { signerOptions } from "./signer-options.ts";
import { verifierOptions } from "./verifier-options.ts";

/** A source or an endpoint that names a scheme of its organization. */
export interface SchemeUser {
  readonly kind: "source" | "endpoint";
  readonly name: string;
}

interface Users {
  readonly name: string;
  readonly sources: readonly SourceDocument[];
  readonly endpoints: readonly EndpointDocument[];
}

/** Who names the organization's scheme of that id. */
export function schemeUsers({ sources, endpoints }: Omit<Users, "name">, id: string): readonly SchemeUser[] {
  return [
    ...sources.filter(names(id)).map(({ name }) => ({ kind: "source", name }) as const),
    ...endpoints.filter(names(id)).map(({ name }) => ({ kind: "endpoint", name }) as const),
  ];
}

/**
 * Who names the organization's scheme and could no longer be used once it is `scheme`: those whose keys, callers, URL or
 * other settings it does not take. What is not usable as it is does not count, or nobody could mend it.
 */
export function usersWithoutFit(organization: Users, scheme: Scheme): readonly SchemeUser[] {
  const isNaming = names(scheme.id);
  const isLost = <User extends SourceDocument | EndpointDocument>(
    user: User,
    isUsable: (user: User) => boolean,
  ): boolean => isNaming(user) && isUsable(user) && !isUsable({ ...user, scheme });
  const sources = organization.sources.filter((user) =>
    isLost(user, (source) => isSourceUsable(source, organization.name)),
  );
  const endpoints = organization.endpoints.filter((user) => isLost(user, isEndpointUsable));
  return schemeUsers({ sources, endpoints }, scheme.id);
}

function names(id: string): (user: SourceDocument | EndpointDocument) => boolean {
  return ({ hasStoredScheme, scheme }) => hasStoredScheme === true && scheme.id === id;
}

function isSourceUsable(source: SourceDocument, organization: string): boolean {
  // Paused callers come back one day.
  const callers = source.callers.map(({ isPaused: _paused, ...caller }) => caller);
  const options = verifierOptions({ ...source, callers }, organization);
  return libraryRefusal(() => createVerifier(source.scheme, options)) === undefined;
}

function isEndpointUsable(endpoint: EndpointDocument): boolean {
  const { scheme, headers, forwardHeaders } = endpoint;
  const signed = new Set(schemeHeaderNames(scheme));
  const areHeadersFree = [...Object.keys(headers), ...forwardHeaders].every(
    (name) => !signed.has(name.toLowerCase()),
  );
  return areHeadersFree && libraryRefusal(() => createSigner(scheme, signerOptions(endpoint))) === undefined;
}
