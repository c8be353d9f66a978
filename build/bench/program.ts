import { spawn } from "node:child_process";

/** Runs a program of Node to its end and gives what it prints. */
export function runProgram(
  file: string,
  args: readonly string[],
  options: { cwd: string; environment: Readonly<Record<string, string>> },
): Promise<string> {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.environment, CI: "" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve(output) : reject(new Error(`${file} ended with ${code}`))));
  });
}
