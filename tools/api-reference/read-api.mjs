// Reads the built declarations as their users' compilers do. TypeScript 7 has no stable interface for programs yet, so
// this folder is a workspace with a TypeScript 6 of its own.
import ts from "typescript";

/**
 * One public name.
 *
 * @typedef {object} PublicSymbol
 * @property {string} name
 * @property {"value" | "type"} kind
 * @property {string} summary Markdown.
 * @property {{ name: string, text: string }[]} parameters
 * @property {string} returns Markdown; empty where the type says it all.
 * @property {string[]} throws
 * @property {string[]} examples
 * @property {string} declaration TypeScript, with the comments of its members.
 * @property {string[]} mentions Names that occur in the declaration.
 */

/**
 * The public names of each of these declaration files, in the order in which their authors list them.
 *
 * @param {string[]} files
 * @returns {PublicSymbol[][]}
 */
export function readApi(files) {
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    types: ["node"],
    strict: true,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  return files.map((file) => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${file} is no module: build first`);
    return checker.getExportsOfModule(module).map((each) => read(each, checker));
  });
}

/** @param {ts.Symbol} exported @param {ts.TypeChecker} checker @returns {PublicSymbol} */
function read(exported, checker) {
  const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
  const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
  const tags = symbol.getJsDocTags(checker);
  const texts = (/** @type {string} */ name) =>
    tags.filter((tag) => tag.name === name).map((tag) => ts.displayPartsToString(tag.text));
  const statements = (symbol.declarations ?? []).map(statementOf);
  return {
    name: exported.name,
    kind: (symbol.flags & ts.SymbolFlags.Value) === 0 ? "type" : "value",
    summary: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
    parameters: texts("param").map(parameter),
    returns: texts("returns").join("\n"),
    throws: texts("throws"),
    examples: texts("example"),
    declaration: statements.map(declarationText).join("\n"),
    mentions: [...new Set(statements.flatMap(identifiers))].filter((name) => name !== exported.name),
  };
}

/** A variable's declaration is not yet its statement. @param {ts.Declaration} declaration @returns {ts.Node} */
function statementOf(declaration) {
  return ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
}

/** @param {ts.Node} node */
function declarationText(node) {
  return node
    .getText()
    .replace(/^export (declare )?/, "")
    .replaceAll(/import\("[^"]*"\)\./g, "");
}

/** @param {ts.Node} node @returns {string[]} */
function identifiers(node) {
  const names = ts.isIdentifier(node) ? [node.text] : [];
  ts.forEachChild(node, (child) => void names.push(...identifiers(child)));
  return names;
}

/** The text of a tag `@param name what it is`. @param {string} text */
function parameter(text) {
  const [, name = "", rest = ""] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  return { name, text: rest };
}
