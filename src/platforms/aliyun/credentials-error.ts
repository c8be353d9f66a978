import type { Explained } from "../../schema/error";
import { attributeAt, type Path } from "../../schema/path";

/** Credentials that cannot be used; never holds any of them. */
export class CredentialsError extends Error implements Explained {
  readonly path: Path = attributeAt([], "aliyun");

  constructor(
    readonly summary: string,
    readonly detail: string,
  ) {
    super(`${summary}: ${detail}`);
    this.name = "CredentialsError";
  }
}
