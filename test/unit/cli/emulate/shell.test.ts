import { shellInUse, shells } from "../../../../src/cli/emulate/shell";

const { sh, fish, powershell, cmd } = shells;

test.each([
  ["plain", "export N=plain", "set -gx N 'plain'", '$env:N = "plain"', 'set "N=plain"'],
  ["", "export N=", "set -gx N ''", '$env:N = ""', 'set "N="'],
  ["it's", "export N='it'\\''s'", "set -gx N 'it\\'s'", '$env:N = "it\'s"', 'set "N=it\'s"'],
  ["a\\b", "export N='a\\b'", "set -gx N 'a\\\\b'", '$env:N = "a\\b"', 'set "N=a\\b"'],
  ["$x `y`", "export N='$x `y`'", "set -gx N '$x `y`'", '$env:N = "`$x ``y``"', 'set "N=$x `y`"'],
  ['"q"', "export N='\"q\"'", "set -gx N '\"q\"'", '$env:N = "`"q`""', undefined],
  ["”q„", "export N='”q„'", "set -gx N '”q„'", '$env:N = "`”q`„"', 'set "N=”q„"'],
  ["a&b|c^d", "export N='a&b|c^d'", "set -gx N 'a&b|c^d'", '$env:N = "a&b|c^d"', 'set "N=a&b|c^d"'],
  ["%PATH%", "export N='%PATH%'", "set -gx N '%PATH%'", '$env:N = "%PATH%"', undefined],
])("%j is written so that each shell reads it as it is", (value, ...expected) => {
  expect([sh, fish, powershell, cmd].map((shell) => shell.set("N", value))).toEqual(expected);
});

test.each([
  [{ SHELL: "/bin/zsh" }, "darwin", sh],
  [{ SHELL: "/usr/bin/fish" }, "linux", fish],
  [{ SHELL: "/usr/bin/pwsh" }, "linux", powershell],
  [{ SHELL: "/opt/odd/nu" }, "linux", sh],
  [{}, "linux", sh],
  [{}, "win32", powershell],
  [{ SHELL: "C:\\Program Files\\Git\\usr\\bin\\bash.exe" }, "win32", sh],
])("where the environment says %j on %s, the variables are for the shell in use", (environment, system, shell) => {
  expect(shellInUse(environment, system)).toBe(shell);
});
