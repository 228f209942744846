/** What an API key may do; the contract of the API says what each of the four means. */
export type Role = "admin" | "operator" | "clinical" | "viewer";
