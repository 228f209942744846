export { CONSOLE_HEADER, SESSION_COOKIE, consoleHeaderValues } from "./console-session.ts";
export {
  DEFAULT_MAX_BODY_BYTES,
  defineRoute,
  type AnswerOf,
  type AnswerShape,
  type BodyOf,
  type Method,
  type ParamsOf,
  type QueryOf,
  type RouteShape,
  type StreamedOf,
} from "./define-route.ts";
export { DEFAULT_PAGE_LIMIT, MAX_PAGE_LIMIT, formatCursor, pageOf, pageQuery, parseCursor } from "./page.ts";
export { problemCodes, type ProblemCode } from "./problem-codes.ts";
export { PROBLEM_MEDIA_TYPE, makeProblem, problem, type FieldProblem, type Problem } from "./problem.ts";
export { problemsOf } from "./problems-of.ts";
export { everyRole, roles, type Role } from "./role.ts";
export { routeEntries, routes, type RouteName, type Routes } from "./routes.ts";
export { checkInput, type CheckedInput } from "./input/check-input.ts";
export { attentionKinds, type AttentionKind } from "./resources/attention.ts";
export { oidcFailures, type OidcFailure } from "./resources/oidc.ts";
