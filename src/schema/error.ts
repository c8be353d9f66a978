import type { Path } from "./path";

export interface Explained {
  readonly summary: string;
  readonly detail: string;
  readonly path?: Path | undefined;
}

export const isExplained = (error: unknown): error is Error & Explained =>
  error instanceof Error && "summary" in error && "detail" in error;
