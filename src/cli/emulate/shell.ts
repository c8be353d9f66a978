import { basename } from "node:path";
import type { Environment } from "../../platforms/platform";

/** How a shell sets an environment variable. */
export interface Shell {
  /** undefined: this shell cannot write the value */
  set(name: string, value: string): string | undefined;
  /** begins a remark at the end of a line */
  readonly remark: string;
}

const sh: Shell = {
  set: (name, value) => `export ${name}=${/^[\w.:/-]*$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`}`,
  remark: "#",
};

const powershell: Shell = {
  // PowerShell treats typographic quotation marks as quotation marks.
  set: (name, value) => `$env:${name} = "${value.replace(/[`$"\u201c\u201d\u201e]/g, "`$&")}"`,
  remark: "#",
};

const fish: Shell = {
  set: (name, value) => `set -gx ${name} '${value.replace(/['\\]/g, "\\$&")}'`,
  remark: "#",
};

const cmd: Shell = {
  // cmd.exe has no escape for %NAME%.
  set: (name, value) => (/["%!]/.test(value) ? undefined : `set "${name}=${value}"`),
  remark: "& rem",
};

/** The shells by name. */
export const shells = { sh, bash: sh, zsh: sh, fish, powershell, pwsh: powershell, cmd };

export const shellNames = Object.keys(shells) as (keyof typeof shells)[];

/** The shell in use, according to the environment. On Windows, only shells from Unix set SHELL. */
export function shellInUse({ SHELL = "" }: Environment, system: string = process.platform): Shell {
  const program = basename(SHELL.replaceAll("\\", "/")).replace(/\.exe$/i, "");
  const known = shellNames.find((name) => name === program);
  return known ? shells[known] : SHELL === "" && system === "win32" ? powershell : sh;
}
