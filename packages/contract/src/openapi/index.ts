export { openapiDocument, type OpenapiDocument } from "./openapi-document.ts";
