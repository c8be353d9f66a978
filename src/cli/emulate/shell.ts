import { basename } from "node:path";
import type { Environment } from "../../platforms/platform";

/** How a shell sets a variable for what is started from it. */
export interface Shell {
  /** undefined: this shell has no way to write the value */
  set(name: string, value: string): string | undefined;
  /** begins a remark at the end of a line */
  readonly remark: string;
}

const sh: Shell = {
  set: (name, value) => `export ${name}=${/^[\w.:/-]*$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`}`,
  remark: "#",
};

const powershell: Shell = {
  // PowerShell takes typographic quotation marks for quotation marks.
  set: (name, value) => `$env:${name} = "${value.replace(/[`$"\u201c\u201d\u201e]/g, "`$&")}"`,
  remark: "#",
};

const fish: Shell = {
  set: (name, value) => `set -gx ${name} '${value.replace(/['\\]/g, "\\$&")}'`,
  remark: "#",
};

const cmd: Shell = {
  // Nothing keeps cmd.exe from replacing %NAME%.
  set: (name, value) => (/["%!]/.test(value) ? undefined : `set "${name}=${value}"`),
  remark: "& rem",
};

/** By the names that people call them by. */
export const shells = { sh, bash: sh, zsh: sh, fish, powershell, pwsh: powershell, cmd };

export const shellNames = Object.keys(shells) as (keyof typeof shells)[];

/** The shell in use, as far as the environment tells. On Windows SHELL is only set by those that came from Unix. */
export function shellInUse({ SHELL = "" }: Environment, system: string = process.platform): Shell {
  const program = basename(SHELL.replaceAll("\\", "/")).replace(/\.exe$/i, "");
  const known = shellNames.find((name) => name === program);
  return known ? shells[known] : SHELL === "" && system === "win32" ? powershell : sh;
}
