import { Problem } from "../schema/problem";

export class LookupError extends Problem {
  constructor(summary: string, detail: string) {
    super("file-invalid", { summary, reason: detail });
  }
}
